import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { addDays, addWorkingDays, dateAt, sayDate } from '../../src/core/time.ts'
import { officeHours } from '../../src/domain/people.ts'
import { type App, startApp } from '../setup/app.ts'
import { closedForTheTeam, toMondayMorning } from '../setup/mondayMorning.ts'
import { newFolder } from '../setup/privateMongod.ts'
import { launchChromium, leftOut } from './chromium.ts'
import { away, calm, cardOf, forward, nudged, pressOn, record } from './quarter.ts'
import { answerAll, newWindow, type Sitting, sitDown } from './story.ts'

const why = leftOut()

/** A quarter of supervision, as the two, their manager and a colleague live it. */
describe.skipIf(why)(`a quarter in a browser${why === undefined ? '' : ` (${why})`}`, () => {
  let browser: Browser
  let folder: string
  let app: App
  /** The demo's day; ISO. */
  let begun: string
  const sit = async (who: string): Promise<Sitting> =>
    sitDown(await newWindow(browser), app.link, who)
  const today = async (): Promise<string> =>
    dateAt(await (await app.teamClock()).now(), officeHours.zone)

  beforeAll(async () => {
    folder = await newFolder()
    app = await startApp(() => undefined, { DATA_DIR: join(folder, 'data') })
    begun = await toMondayMorning(await app.teamClock())
    browser = await launchChromium()
  })
  afterEach(() => Promise.all(browser.contexts().map(context => context.close())))
  afterAll(async () => {
    await browser?.close()
    await app?.end('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  it('Finn comes for the first time, and the hours are right', async () => {
    const finn = await sit('finn')
    await finn.reads('I am Throughline')
    await calm(finn)
    await finn.press('These are right')
    await finn.reads('Good.')
    await finn.say('settings')
    await finn.press('Days and hours')
    await finn.form.waitFor()
    await calm(finn)
  })

  it('Ada sets up supervision with Finn, who confirms; both see dates, rule and nudges to come', async () => {
    const [ada, finn] = [await sit('ada'), await sit('finn')]
    await ada.say('set up supervision')
    await ada.press('Set up supervision')
    await ada.form.getByLabel('Finn Reyes').check()
    await ada.form.getByLabel(/^Newly qualified/).check()
    await ada.form.getByLabel('Working here since').fill(addDays(begun, -3))
    const dates = [6, 11, 16].map(days => addWorkingDays(begun, days, officeHours.days))
    await ada.form.getByLabel('Dates to book').fill(dates.join('\n'))
    await calm(ada)
    await ada.form.getByRole('button', { name: 'Propose it' }).click()
    await ada.reads('Finn gets your proposal now')
    await finn.reads('would like to set up supervision with you')
    await finn.press('Confirm')
    await finn.reads('You and Ada are set up')
    for (const each of [ada, finn]) {
      await each.comingUp
        .getByText(/C-01: weekly in the first six weeks/)
        .first()
        .waitFor()
      await each.comingUp
        .getByText(/^\w+ \d+ \w+, \d\d:\d\d: Supervision with/)
        .first()
        .waitFor()
    }
    await calm(ada)
    await calm(finn)
  })

  it('days pass: an agenda of both, preparation, a record that is signed, an action that is done', async () => {
    const [ada, finn] = [await sit('ada'), await sit('finn')]
    await nudged(finn, /Ada on .* your topics/, /What would you like to talk about\?/)
    await pressOn(finn, 'What would you like to talk about?', 'Add to the agenda')
    await finn.reads('What must we get to this time?')
    await calm(finn)
    await finn.say('What to do when a visit takes longer')
    await finn.press('Put it on the agenda')
    await ada.reads('each of you has a part')
    await ada.press('Open')
    await ada.reads('What must we get to this time?')
    expect(await ada.log.getByText('when a visit takes longer').count()).toBe(0)
    await ada.say('The first weeks so far')
    await ada.press('Put it on the agenda')
    await finn.reads('the next one is yours')
    await finn.press('Open')
    await finn.press('Skip')
    await finn.press('This is our agenda')
    await ada.reads('Your agenda has')

    await nudged(ada, /Finn on .*: prepare/, /Finn is on .*Three minutes to prepare/)
    await pressOn(ada, /Finn is on .*Three minutes to prepare/, 'Prepare')
    await ada.reads('What has shifted since last time')
    await answerAll(ada)
    await ada.reads('Kept:')

    await nudged(ada, /The session with Finn/, /How did it go with Finn/)
    await pressOn(ada, /How did it go with Finn/, 'Capture')
    await ada.reads('Did you meet?')
    await ada.press('As a form')
    await ada.form.getByLabel('In person').check()
    await ada.form.getByRole('textbox', { name: 'What mattered?' }).fill('How the week is planned.')
    const soon = addWorkingDays(await today(), 2, officeHours.days)
    await ada.form
      .getByRole('textbox', { name: 'What did you agree' })
      .fill(`Write down what helps - Finn - by ${soon}`)
    await ada.form.getByLabel('To follow').check()
    await ada.form.getByRole('button', { name: 'Save', exact: true }).click()
    await ada.press('Share with Finn')
    await ada.reads('Shared with Finn')
    await cardOf(finn, 'Ada has shared it with you').waitFor()
    await finn.openRecord('Read')
    await finn.page.getByRole('button', { name: 'Agree', exact: true }).click()
    await finn.page.getByText('Signed by everyone').waitFor()
    await finn.backToChat()

    await nudged(finn, /1 action agreed with Ada/, /1 action agreed with Ada.*Where does it stand/)
    await pressOn(finn, /1 action agreed with Ada.*Where does it stand/, 'Open')
    await finn.reads('Write down what helps')
    await finn.press('Done')
    await finn.reads('Done: thank you.')
  })

  it('Ada and Ben: a date with one tap, the other is told; it moves only when the new one stands', async () => {
    const [ada, ben] = [await sit('ada'), await sit('ben')]
    await record(ada, 'Ben', true)
    await nudged(ben, /Supervision with Ada, best by/, /with Ada is best held by .* find a time/)
    const card = cardOf(ben, /with Ada is best held by .* find a time/)
    await calm(ben)
    const day = await card.getByRole('button').first().textContent()
    await card.getByRole('button').first().click()
    await ben.reads(`Booked: ${day}`)
    await cardOf(ada, 'Ben has booked supervision with you').getByText(`${day}`).waitFor()
    await ada.home()
    await calm(ada)
    await ada.backToChat()
    await ada.say('move the session')
    await ada.reads('with whom?')
    await ada.press('Ben')
    await ada.reads('what is in the way?')
    await ada.press('Workload')
    const asked = cardOf(ada, 'Which day instead?')
    const other = asked.getByRole('button', { name: /^[A-Z][a-z]+day \d/ }).first()
    const later = `${await other.textContent()}`
    await other.click()
    // A nudge about another session has a button of the same name.
    const whole = /^.*Move the session.*Does this read right/s
    await cardOf(ada, whole).waitFor()
    await ben.comingUp.getByText(`${day}, 14:00`, { exact: true }).waitFor()
    await pressOn(ada, whole, 'Move it')
    await cardOf(ben, 'Ada has moved your session').waitFor()
    await ben.comingUp.getByText(`${later}, 14:00`, { exact: true }).waitFor()
    expect(await ben.comingUp.getByText(`${day}, 14:00`, { exact: true }).count()).toBe(0)
  })

  it('while Ben is away nothing comes to him and his rhythm rests; meanwhile a date that lacks is told to Dana', async () => {
    const [ben, dana, finn] = [await sit('ben'), await sit('dana'), await sit('finn')]
    const until = addDays(await today(), 14)
    await away(ben, until)
    await ben.comingUp.getByText('rests meanwhile').first().waitFor()
    const before = await ben.log.locator('article.card').count()
    for (let days = 0; days < 14; days += 1) await forward(dana, '+1 day')
    expect(await ben.log.locator('article.card').count()).toBe(before)
    // His first working day after it, which may lie behind a weekend or a bank holiday.
    const back = addWorkingDays(until, 1, officeHours.days, await closedForTheTeam())
    while ((await today()) < back) {
      await ben.comingUp.getByText('rests meanwhile').first().waitFor()
      await forward(ben, '+1 day')
    }
    await ben.comingUp.getByText('rests meanwhile').waitFor({ state: 'detached' })
    await ben.comingUp.getByText('C-04: at least monthly').first().waitFor()
    await nudged(dana, /help with a date/, /Ada and Finn have no supervision booked/)
    await calm(dana)
    await nudged(finn, /Dana knows your dates/, /I have told Dana the dates/)
  })

  it('while Ada is away Imran is there for Ben, and the session they hold counts', async () => {
    const [ada, ben, imran] = [await sit('ada'), await sit('ben'), await sit('imran')]
    await away(ada, addDays(await today(), 10))
    await ada.press('Who is there for Ben?')
    await ada.form.getByLabel('Imran Shah').check()
    await ada.form.getByRole('button', { name: 'Ask them' }).click()
    await cardOf(imran, 'could you be there for Ben').waitFor()
    await imran.press('I will cover')
    await cardOf(ben, 'Imran is there for you').waitFor()
    await record(imran, 'Ben')
    await cardOf(ben, 'Imran has shared it with you').waitFor()
    const held = sayDate(await today(), await today())
    await ben.comingUp.getByText(`last held ${held}`).first().waitFor()
    await ben.home()
    await ben.page.getByText('Imran is there for you until then').waitFor()
    await calm(ben)
  })

  it('Dana reads dates and never more; Ben finds who has read what, and takes it along', async () => {
    const [ben, dana] = [await sit('ben'), await sit('dana')]
    await dana.home()
    await calm(dana)
    await dana.page.getByRole('link', { name: 'Supervision dates of my line' }).click()
    await dana.page.getByRole('heading', { name: 'Finn Reyes' }).waitFor()
    expect(await dana.page.getByText('How the week is planned').count()).toBe(0)
    await calm(dana)
    const table = dana.page.waitForEvent('download')
    await dana.page.getByText('Take as a table (CSV)').click()
    expect((await table).suggestedFilename()).toMatch(/^supervision-dates-.*\.csv$/)

    await ben.home()
    await ben.page.getByRole('link', { name: 'About me' }).click()
    await ben.page.getByText('Who I am here').waitFor()
    await calm(ben)
  })
})
