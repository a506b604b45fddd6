import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'

import { PATIENCE_MS } from '../setup/app.ts'
import { on, violations } from './stage.ts'

/** Where the pictures of the README come from: written only when asked for, so that a test run changes no file. */
const PICTURES = process.env.PICTURES === '1' ? join(import.meta.dirname, 'pictures') : undefined

export const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES === undefined) return
  await mkdir(PICTURES, { recursive: true })
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}

/** One person of the example team at a tab, doing what a person does. */
export const sitDown = async (context: BrowserContext, link: string, who: string) => {
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(`${link}&as=${who}`)
  const { log, say, comingUp, form } = on(page)
  const button = (label: string): Locator =>
    log.getByRole('button', { name: label, exact: true }).last()
  const newest = log.locator('article.card').last()
  const newestAnswer = log.locator('article.card:not([data-id^="nudges:"])').last()
  /** The newest card says this, or the newest that time did not bring by itself. */
  const reads = (text: string): Promise<void> =>
    newest.getByText(text).or(newestAnswer.getByText(text)).first().waitFor()
  return {
    page,
    log,
    say,
    comingUp,
    form,
    reads,
    press: (label: string): Promise<void> => button(label).click(),
    offered: (label: string) => button(label).waitFor(),
    openRecord: async (link: string): Promise<void> => {
      await log.getByRole('link', { name: link }).last().click()
      await page.getByRole('heading', { level: 1 }).waitFor()
    },
    home: async (): Promise<void> => {
      await page.getByRole('link', { name: 'Home', exact: true }).first().click()
      await page.getByRole('heading', { name: /^Home of/ }).waitFor()
    },
    backToChat: async (): Promise<void> => {
      await page.getByRole('link', { name: 'Back to the chat' }).click()
      await log.waitFor()
    },
    clock: (label: string) =>
      on(page).clock.getByRole('button', { name: label, exact: true }).click(),
    problems: () => violations(page),
  }
}
export type Sitting = Awaited<ReturnType<typeof sitDown>>

/** Of several tabs in one window all but one are behind, and get little of a busy machine: long stories give each person a window. */
export const newWindow = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1180, height: 860 },
  })

const fillOne = async (field: Locator): Promise<void> => {
  const radio = field.getByRole('radio').first()
  if ((await radio.count()) > 0) return radio.check()
  const box = field.getByRole('checkbox').first()
  const date = field.locator('input[type=date]')
  if ((await date.count()) > 0) return date.fill(await laterDay(field))
  if ((await box.count()) > 0) return box.check()
  const input = field.locator('input, textarea').first()
  const number = (await input.getAttribute('inputmode')) === 'numeric'
  return input.fill(number ? '45' : 'Something that is said plainly here\nAnd a second line of it')
}

/** A day to come, unless the question looks back. */
const laterDay = async (field: Locator): Promise<string> => {
  const label = (await field.textContent()) ?? ''
  const days = /was it|notice|which day was/i.test(label) ? -3 : 28
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Answers every needed question of an open form in some way, and sends it. */
export const fillForm = async ({ form }: Sitting): Promise<void> => {
  const fields = form.locator('form > .field')
  for (let index = 0; index < (await fields.count()); index += 1) await fillOne(fields.nth(index))
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.waitFor({ state: 'detached' })
}

const CONTROLS = /^(Back|Later|Skip|As a form|Discard|Add more|Change something|Home|Whom to call)$/

/** Answers the open question in some way: the main button, a choice, a day, or words. */
const answerOne = async (sitting: Sitting, card: Locator): Promise<void> => {
  const { say } = sitting
  const shown = async (locator: Locator): Promise<boolean> => (await locator.count()) > 0
  const asForm = card.getByRole('button', { name: 'As a form', exact: true })
  const keep = card.getByRole('button', { name: 'Leave it at that', exact: true })
  const main = card.locator('button.main:not([disabled])')
  const day = card.locator('input[type=date]')
  const pick = card.locator('input[type=radio], input[type=checkbox]')
  const select = card.locator('select')
  const choices = card.getByRole('button').filter({ hasNotText: CONTROLS })
  if (await shown(asForm)) {
    await asForm.click()
    await sitting.form.waitFor()
    return fillForm(sitting)
  }
  if (await shown(keep)) return keep.click()
  const enough = card.getByRole('button', { name: 'No, that is all', exact: true })
  if (await shown(enough)) return enough.click()
  if (await shown(day)) {
    await day.fill(await laterDay(card))
    return card.getByRole('button', { name: 'This day', exact: true }).click()
  }
  if (await shown(select)) await select.selectOption({ index: 1 })
  else if (await shown(pick)) await pick.first().check()
  const submit = card.getByRole('button', { name: /^(These|This one)$/ })
  if (await shown(submit)) return submit.click()
  if (await shown(main)) return main.first().click()
  if (await shown(choices)) return choices.first().click()
  await say('Something that is said plainly here\nAnd a second line of it')
}

/** But those that time brings by itself. */
const cardsOf = ({ log }: Sitting): Locator => log.locator('article.card:not([data-id^="nudges:"])')

/** Goes on until no question is open for this person; answers how many answers it took. */
export const answerAll = async (sitting: Sitting): Promise<number> => {
  const { log } = sitting
  const cards = cardsOf(sitting)
  for (let count = 0; count < 80; count += 1) {
    const before = await cards.count()
    // Something else may come below it while it is being answered.
    const id = await cards.nth(before - 1).getAttribute('data-id')
    const card = log.locator(`article.card[data-id="${id}"]`)
    if ((await card.getByRole('button', { name: 'Later', exact: true }).count()) === 0) return count
    await answerOne(sitting, card)
    await cards.nth(before).waitFor()
  }
  throw new Error('still being asked after eighty answers')
}

/** How many such records this person's home lists. */
const recordsOf = async ({ page, home, backToChat }: Sitting, record: RegExp): Promise<number> => {
  await home()
  const found = await page.getByRole('link', { name: record }).count()
  await backToChat()
  return found
}

/** This person's home lists one more such record than when asked first. */
export const listedAnew = async (
  sitting: Sitting,
  record: RegExp,
): Promise<() => Promise<boolean>> => {
  const before = await recordsOf(sitting, record)
  return async () => (await recordsOf(sitting, record)) > before
}

/** The conversation says this once more than when asked first. */
export const saidAnew = async ({ log }: Sitting, text: string): Promise<() => Promise<boolean>> => {
  const before = await log.getByText(text).count()
  return async () => (await log.getByText(text).count()) > before
}

/** Does the part that waits for this person, if one does. */
const playPart = async (sitting: Sitting): Promise<boolean> => {
  const carryOn = sitting.comingUp.getByRole('button', { name: 'Carry on' })
  if ((await carryOn.count()) === 0) return false
  const before = await cardsOf(sitting).count()
  // The list is drawn anew whenever something changes; then the next round finds it.
  const opened = await carryOn
    .first()
    .click({ timeout: 2000 })
    .then(
      () => true,
      () => false,
    )
  if (!opened) return true
  await cardsOf(sitting).nth(before).waitFor()
  await answerAll(sitting)
  return true
}

/** Whoever has a part waiting does it, in turn, until nobody has one and it has ended: what one did may take a while to reach the other. */
export const playToTheEnd = async (
  sittings: readonly Sitting[],
  ended: () => Promise<boolean>,
): Promise<void> => {
  let lastPart = Date.now()
  for (;;) {
    let idle = true
    for (const sitting of sittings) if (await playPart(sitting)) idle = false
    if (!idle) lastPart = Date.now()
    else if (await ended()) return
    else if (Date.now() - lastPart > PATIENCE_MS)
      throw new Error('nobody has a part, and it has not ended')
    else await sittings[0]?.page.waitForTimeout(150)
  }
}
