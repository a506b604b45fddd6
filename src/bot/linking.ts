import type { Outcome } from '../core/adapter.ts'
import type { Card } from '../core/card.ts'
import { press } from '../core/press.ts'
import type { Address, Did } from '../core/turn.ts'
import type { Who } from '../domain/store.ts'
import type { Composer } from './cards/notices.ts'
import { homeButton, saying } from './cards/words.ts'
import type { Context, House, Plan } from './context.ts'
import type { Household } from './household.ts'
import { notify } from './notices.ts'
import type { Handler } from './pressed.ts'
import type { PersonState } from './state.ts'

/** One person, several addresses: each new one is confirmed from one that is theirs already. */

/** How long a code from the chat counts, ms. */
const VALID_MS = 10 * 60_000

const STRANGER = saying(
  'I do not know you here yet. Your programme’s admin can give you a code; write it to me as: link, and then the code.',
)
const NOT_OPEN = saying(
  'Throughline is being tried by a small group here first. Your programme’s admin opens it for you, and nothing you write here is kept until then.',
)
const WRONG = saying(
  'I could not use that code. It counts once and only for a while; please ask for a new one.',
)
const WAIT = saying(
  'That were a few codes that did not fit. Please wait a quarter of an hour, and then use a new one.',
)

/** `link ABCD-…`, typed or as a command. */
const codeIn = (did: Did): string | undefined => {
  if (did.kind === 'command' && did.name.toLowerCase() === 'link') return did.text.trim()
  const typed = did.kind === 'text' ? /^\s*link\s+([\w\s-]{8,80})$/i.exec(did.text) : null
  return typed?.[1]
}

const WELCOME = saying(
  'You are linked: here and where you were before is the same Throughline now. What is next for you stands on your home.',
  [homeButton],
)

/** The notice that another place was linked; its refs name that place. */
export const LINKED = 'address.linked'

export const addressIn = (refs: Readonly<Record<string, string>>): Address => {
  const { platform = '', installation = '', user = '' } = refs
  return { platform, installation, user, conversation: user }
}

/** Tells them where they were before, in case it was somebody else; whoever is new everywhere was nowhere. */
const tellBefore = async (
  { house, household }: { house: House; household: Household },
  who: Who,
  address: Address,
): Promise<void> => {
  const scope = { tenant: who.tenant, actor: who.person }
  if ((await house.store.addressOf(scope, address)) === undefined) return
  const ctx = await household.context(who, address)
  if (ctx === undefined) return
  const { platform, installation, user } = address
  await house.store.transact(ctx.scope, tx =>
    notify(tx, ctx, who.person, LINKED, { platform, installation, user }),
  )
}

/** What somebody nobody knows there is told; nothing they wrote is kept. */
export const welcome = async (
  rooms: { house: House; household: Household },
  address: Address,
  did: Did,
): Promise<Outcome> => {
  const { store } = rooms.house
  const code = codeIn(did)
  if (code === undefined || code === '')
    return { card: (await store.whyUnknown(address)) === 'stranger' ? STRANGER : NOT_OPEN }
  const linked = await store.link(address, code)
  if (linked.is === 'wait') return { card: WAIT }
  if (linked.is === 'wrong') return { card: WRONG }
  await tellBefore(rooms, linked.who, address)
  const known = await store.whoIs(address)
  return { card: known === undefined ? NOT_OPEN : WELCOME }
}

/** The code is shown now and kept in no conversation. */
const codeCard = (code: string): Card => ({
  summary: 'A code for you',
  blocks: [
    {
      kind: 'text',
      text: 'To use Throughline in another chat too, write this to it there within ten minutes:',
    },
    { kind: 'quote', text: `link ${code}`, confidential: true, fleeting: true },
    { kind: 'note', text: 'Whoever has the code can be you in that chat, so show it to nobody.' },
  ],
})

export const linkPlan = async (ctx: Context, state: PersonState): Promise<Plan> => {
  const { tenant, person, house } = ctx
  const made = { kind: 'link', tenant: tenant.id, person: person.id } as const
  const code = await house.store.makeCode(made, VALID_MS)
  return { mine: 'link', state, says: [codeCard(code)] }
}

const PLATFORMS: Readonly<Record<string, string>> = {
  slack: 'Slack',
  teams: 'Microsoft Teams',
  web: 'the local chat',
}

export const addressLinked: Composer = async (_, refs) => ({
  summary: 'Throughline was linked in another place',
  blocks: [
    {
      kind: 'text',
      text: `You can now use Throughline in ${PLATFORMS[refs.platform ?? ''] ?? 'another chat'} as well.`,
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'That was me', press: press('home') },
        { label: 'That was not me', press: press('unlink', { ...refs }), tone: 'careful' },
      ],
    },
  ],
})

/** Takes an address of one’s own away again, never the one where this is pressed. */
export const unlink: Handler = async ({ ctx, state, args }): Promise<Plan> => {
  const address = addressIn(args)
  const { platform, installation, user } = ctx.address
  const isHere =
    address.platform === platform && address.installation === installation && address.user === user
  const gone = !isHere && (await ctx.house.store.unlink(ctx.scope, address))
  const text = gone
    ? 'It is taken away again, and can see nothing of yours. Please tell your programme’s admin.'
    : 'That place is not linked with you any more.'
  return { mine: 'That was not me', state, renews: true, says: [saying(text, [homeButton])] }
}
