import type { Page } from '../../../src/core/card.ts'
import { addWorkingDays, dateAt } from '../../../src/core/time.ts'
import { officeHours } from '../../../src/domain/people.ts'
import { toMondayMorning } from '../../setup/mondayMorning.ts'
import type { Tab } from './tab.ts'

const { zone, days } = officeHours
const HOUR_MS = 3_600_000

/** Day by day, so that asking twice for one step, as a fault may make it, does not go too far. */
const untilDay = async (tab: Tab, day: string): Promise<void> => {
  for (let now = await tab.now(); dateAt(now, zone) < day; now = await tab.now())
    await tab.clock(dateAt(now + 24 * HOUR_MS, zone) <= day ? 'day' : 'hour')
}

const skipsToReadBack = async (tab: Tab): Promise<void> => {
  for (let left = 30; !(await tab.last()).includes('Does this read right?'); left -= 1) {
    if (left === 0) throw new Error(`skipping leads nowhere:\n${await tab.last()}`)
    await tab.types('skip')
  }
}

const recordsTheSession = async (ada: Tab): Promise<void> => {
  await ada.types('record the session')
  await ada.reads('Did you meet?')
  await ada.presses('In person')
  await ada.reads('Last time’s actions')
  await ada.presses('One by one')
  await ada.reads('Call the clinic')
  await ada.presses('Done')
  await ada.reads('Ask Dana about cover')
  await ada.presses('Partly')
  await ada.reads('Book the court skills training')
  await ada.presses('Not yet')
  await ada.reads('still the right action')
  await ada.presses('Yes, keep it')
  await ada.reads('What mattered?')
  await ada.types('The holidays, and how to write for court without losing a week.')
  await ada.reads('What did you agree to do?')
  await ada.types('Send Ben the template - Ada - by Friday\nTry it on the next statement - Ben')
  await ada.reads('When is the next one?')
  await ada.types('in 4 weeks')
  await ada.reads('Does this read right?')
}

const addsMore = async (ada: Tab): Promise<void> => {
  await ada.presses('Add more')
  await ada.reads('Which day was it?')
  await ada.types('today')
  await ada.types('10:15')
  await ada.types('75')
  await ada.types('The small room')
  await skipsToReadBack(ada)
}

const changesWhatMattered = async (ada: Tab): Promise<void> => {
  await ada.presses('Change something')
  await ada.picks('Which one would you like to change?', 'mattered')
  await ada.types('The holidays, and writing for court. Ben brought a plan of his own.')
  await ada.reads('Does this read right?')
}

/** Waits to be told, and opens the record. */
const opensRecord = async (tab: Tab, told: string): Promise<Page> => {
  const card = await tab.reads(told)
  const view = card.blocks.flatMap(block => (block.kind === 'link' ? [block.view] : []))[0]
  return tab.opens(view ?? '')
}

const agrees = async (tab: Tab, told: string): Promise<void> => {
  await tab.pressesOn(await opensRecord(tab, told), 'Agree')
  await tab.reads('that is your sign-off')
}

const asksForAChange = async (ben: Tab): Promise<void> => {
  const page = await opensRecord(ben, 'has shared it with you')
  const form = await ben.opensForm(page, 'Ask for a change')
  await ben.submits(form, { comment: 'The template was my idea; please say so.' })
  await ben.reads('It goes back with what you wrote')
}

const makesTheChange = async (ada: Tab): Promise<void> => {
  await ada.reads('asks for a change')
  await ada.presses('Make the change')
  await ada.reads('Does this read right?')
  await ada.presses('Change something')
  await ada.picks('Which one would you like to change?', 'mattered')
  await ada.types('The holidays, and writing for court. The template was Ben’s idea.')
  await ada.presses('Share the new version')
}

const givesFeedback = async (ada: Tab, ben: Tab, later: string): Promise<void> => {
  await ada.types('feedback')
  await ada.reads('what is it about?')
  await ada.types('Tuesday’s planning meeting')
  await ada.types('Had the file ready, so we began on time\nAsked the school twice, so they came')
  await skipsToReadBack(ada)
  await ada.presses('Ask Ben for a good time')
  await ben.reads('the next one is yours')
  await ben.presses('Open')
  await ben.reads('Is now a good time')
  await ben.presses('Another day')
  await ben.types(later)
  await ben.reads('I will come back to you')
  await untilDay(ada, later)
  await ben.reads('you kept this for today')
  await ben.presses('Carry on')
}

const plansTogether = async (ada: Tab, ben: Tab): Promise<void> => {
  await ben.reads('How did it go')
  await ben.types('Well. I was pleased that everybody came, and I would prepare it that way again.')
  await ben.presses('Read what Ada saw')
  await ben.reads('What would help you to go on doing this?')
  await ben.types('An hour on Mondays\nThe template')
  await ben.presses('Send to Ada')
  await ada.reads('the next one is yours')
  await ada.presses('Open')
  await ada.reads('one thing to keep doing')
  await ada.types('Keep the hour on Mondays - Ben\nTry the template - Ada')
  await ada.presses('Go to the last question')
}

const closeTheFeedback = async (ada: Tab, ben: Tab): Promise<void> => {
  await ada.reads('What was useful')
  await ada.types('That he said what he needs. Next time I ask earlier.')
  await ada.presses('Send it')
  await ben.reads('each of you has a part')
  await ben.presses('Open')
  await ben.types('That it was about the work. Next time a day’s notice.')
  await ben.presses('Send it')
}

/** Two people, a recorded session with a change, notes, and feedback that waits for another day. Answers the day it began. */
export const playSession = async (ada: Tab, ben: Tab): Promise<string> => {
  const day = await toMondayMorning(ada)
  await recordsTheSession(ada)
  await addsMore(ada)
  await changesWhatMattered(ada)
  await ada.presses('Share with Ben')
  await asksForAChange(ben)
  await makesTheChange(ada)
  await agrees(ben, 'version 2')
  await ben.types('note ask about leave in January')
  await ada.reads('has answered')
  await ada.types('note thank Ben for the plan')
  await givesFeedback(ada, ben, addWorkingDays(day, 2, days))
  await plansTogether(ada, ben)
  await closeTheFeedback(ada, ben)
  await agrees(ada, 'ready for you to read and sign')
  await agrees(ben, 'has answered')
  return day
}
