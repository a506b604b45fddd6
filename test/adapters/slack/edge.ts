import type { Host } from '../../../src/core/adapter.ts'
import type { FieldValue } from '../../../src/core/card.ts'
import type { Edge, Told } from '../../contracts/adapterContract.ts'
import { orchard } from './fakeSlack/index.ts'
import { inputsIn } from './fakeSlack/person.ts'
import type { Answered } from './fakeSlack/transport.ts'
import { newTrigger } from './fakeSlack/world.ts'
import { installed, openSlackHouse, type Transport } from './house.ts'

const text = (given: unknown): string => String(Object(given).text)

const moment = () => new Promise(resolve => setTimeout(resolve, 50))

export const openEdge =
  (transport: Transport) =>
  async (given: Host): Promise<Edge> => {
    const places = await installed()
    const house = await openSlackHouse(transport, { ...given, places: () => places })
    const { fake, slack } = house
    const ada = fake.person('U0ADA')
    /** What follows an acknowledgement takes a moment: buttons vanish, windows open. */
    const settle = async (): Promise<void> => {
      for (let before = -1; before !== fake.calls.length; await moment()) {
        before = fake.calls.length
        await moment()
      }
    }
    const told = async (answer: Answered): Promise<Told> => {
      const body = Object(answer.body)
      const view = ada.modal()
      const isForm = view?.callback_id === 'form'
      // That it could not be saved is said in a window of its own.
      const refused = ada.modalText().includes('could not save')
      return {
        saved: answer.status === 200 && !refused,
        errors: body.response_action === 'errors' ? body.errors : {},
        ...(isForm && {
          form: {
            title: text(view.title),
            labels: inputsIn(view).map(({ label }) => text(label)),
          },
        }),
      }
    }
    return {
      adapter: slack,
      address: {
        platform: 'slack',
        installation: orchard.team,
        user: ada.user,
        conversation: ada.user,
      },
      type: async (words, event) => told(await ada.message(words, event)),
      press: async (press, values, event) => {
        const trigger = event ?? newTrigger(fake.world, ada.user)
        const block_id = 'ask:0'
        const action = { type: 'button', block_id, value: press }
        const container = { type: 'message', message_ts: '1.1', channel_id: ada.channel }
        const chosen = (values ?? []).map(value => ({ value }))
        const state = { values: { [block_id]: { 'choose:0': { selected_options: chosen } } } }
        const id = values === undefined ? 'press:0' : 'take:0'
        const answer = await ada.act({ ...action, action_id: id }, { container, state }, trigger)
        await settle()
        return told(answer)
      },
      form: async (_form, values: Readonly<Record<string, FieldValue>>, end) =>
        told(end === 'keep' ? await ada.close(values) : await ada.submit(values)),
      screen: async () => {
        await settle()
        return ada.screen()
      },
      close: house.close,
    }
  }
