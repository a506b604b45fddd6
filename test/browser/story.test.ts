import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { type App, startApp } from '../setup/app.ts'
import { toMondayMorning } from '../setup/mondayMorning.ts'
import { newFolder } from '../setup/privateMongod.ts'
import { launchChromium, leftOut } from './chromium.ts'
import {
  listedAnew,
  newWindow,
  picture,
  playToTheEnd,
  type Sitting,
  saidAnew,
  sitDown,
} from './story.ts'

const why = leftOut()

describe.skipIf(why)(`the example team in a browser${why === undefined ? '' : ` (${why})`}`, () => {
  let browser: Browser
  let folder: string
  let settings: Readonly<Record<string, string>>
  let app: App
  const sit = async (who: string): Promise<Sitting> =>
    sitDown(await newWindow(browser), app.link, who)

  beforeAll(async () => {
    folder = await newFolder()
    settings = { DATA_DIR: join(folder, 'data') }
    app = await startApp(() => undefined, settings)
    settings = { ...settings, PORT: String(app.port) }
    await toMondayMorning(await app.teamClock())
    browser = await launchChromium()
  })
  afterEach(() => Promise.all(browser.contexts().map(context => context.close())))
  afterAll(async () => {
    await browser?.close()
    await app?.end('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  it('Ada records a session in six turns; Ben, in the tab beside hers, sees it come in, asks for a change, and both sign', async () => {
    const window = await newWindow(browser)
    const ada = await sitDown(window, app.link, 'ada')
    const ben = await sitDown(window, app.link, 'ben')
    await ada.say('record the session')
    await ada.reads('Did you meet?')
    await ada.press('In person')
    await ada.reads('where are they?')
    await ada.press('None has changed')
    await ada.reads('What mattered?')
    await ada.say('How to plan the weeks before the holidays, and what helps when a report is due.')
    await ada.reads('What did you agree to do?')
    await ada.say('Send Ben the template - Ada - by Friday')
    await ada.reads('When is the next one?')
    await picture(ada.page, 'question')
    await ada.say('in 4 weeks')
    await ada.reads('Does this read right?')
    expect(await ada.problems()).toEqual([])
    await picture(ada.page, 'chat')
    await ada.press('Share with Ben')
    await ada.reads('Shared with Ben')

    await ben.reads('Ada has shared it with you')
    await ben.openRecord('Read')
    expect(await ben.problems()).toEqual([])
    await picture(ben.page, 'record')
    await ben.page.getByRole('button', { name: 'Ask for a change' }).click()
    await ben.form.getByRole('textbox').fill('We also spoke about the training day.')
    await ben.form.getByRole('button', { name: 'Send' }).click()
    await ben.page.getByText('A change has been asked for').waitFor()
    await ben.backToChat()

    await ada.reads('asks for a change')
    await ada.press('Make the change')
    await ada.reads('Does this read right?')
    await ada.press('Share the new version')
    await ada.reads('Shared with Ben')
    await ben.reads('(version 2)')
    await ben.openRecord('Read')
    await ben.page.getByText('Version').first().waitFor()
    await ben.page.getByRole('button', { name: 'Agree', exact: true }).click()
    await ben.page.getByText('Signed by everyone').waitFor()
    await ben.backToChat()
  })

  it('the same as one form takes three presses', async () => {
    const ada = await sit('ada')
    await ada.say('record the session')
    await ada.reads('Did you meet?')
    await ada.press('As a form')
    await ada.form.getByLabel('Phone or video').check()
    await ada.form.getByLabel('None has changed').check()
    await ada.form
      .getByRole('textbox', { name: 'What mattered?' })
      .fill('A short talk about the duty week.')
    await ada.form.getByRole('textbox', { name: 'What did you agree' }).fill('None')
    await ada.form.getByLabel('To follow').check()
    expect(await ada.problems()).toEqual([])
    await picture(ada.page, 'form')
    await ada.form.getByRole('button', { name: 'Save', exact: true }).click()
    await ada.reads('Does this read right?')
    await ada.press('Share with Ben')
    await ada.reads('Shared with Ben')
    await ada.press('Take it back')
    await ada.reads('Does this read right?')
    await ada.say('cancel')
    await ada.press('Discard it')
    await ada.reads('Thrown away')
  })

  it('after kill -9 in the middle both are where they were, and nothing comes twice', async () => {
    const ada = await sit('ada')
    await ada.say('start feedback')
    await ada.reads('what is it about?')
    await ada.say('The planning meeting on Tuesday')
    await ada.reads('Which two things worked')
    await app.end('SIGKILL')
    app = await startApp(() => undefined, settings)
    await ada.page
      .getByRole('textbox', { name: 'Message' })
      .fill('Ben asked first\nBen wrote it up the same day')
    await ada.page.keyboard.press('Enter')
    await ada.reads('Does this read right?')
    expect(
      await ada.log.getByText('The planning meeting on Tuesday', { exact: true }).count(),
    ).toBeLessThanOrEqual(2)
    await ada.press('Ask Ben for a good time')
    await ada.reads('Ben has the next part')
  })

  it('Ben puts feedback off; the clock brings it back on the day, and it ends in a record of both', async () => {
    const ben = await sit('ben')
    await ben.press('Open')
    await ben.reads('Is now a good time')
    await ben.press('Another day')
    await ben.say('in 8 days')
    await ben.offered('Carry on now')
    for (let day = 0; day < 9; day += 1) await ben.clock('+1 day')
    await ben.reads('you kept this for today')
    const ada = await sit('ada')
    await playToTheEnd([ben, ada], await listedAnew(ada, /^Feedback record/))
    await ada.home()
    await ada.page
      .getByRole('link', { name: /^Feedback record/ })
      .first()
      .waitFor()
    expect(await ada.problems()).toEqual([])
    await picture(ada.page, 'home')
  })

  it('three people make a coaching agreement, each at their own tab', async () => {
    const [imran, cleo, dana] = [await sit('imran'), await sit('cleo'), await sit('dana')]
    await imran.say('coaching agreement')
    await imran.reads('development assessment')
    await playToTheEnd([imran, cleo, dana], await listedAnew(cleo, /^Coaching agreement/))
  })

  it('a coaching session ends with the line that the learner lets the sponsor read', async () => {
    const [imran, cleo] = [await sit('imran'), await sit('cleo')]
    await imran.say('coaching session')
    await imran.reads('How did you meet?')
    const dana = await sit('dana')
    await playToTheEnd([imran, cleo], await listedAnew(dana, /^Coaching session/))
    await dana.home()
    await dana.page
      .getByRole('link', { name: /^Coaching session/ })
      .first()
      .click()
    await dana.page.getByRole('heading', { name: 'Coaching session' }).waitFor()
    await dana.page.getByText('Progress').waitFor()
    expect(await dana.page.getByText('What happened').count()).toBe(0)
  })

  it('a plan to get there is made by two, read by the two alone', async () => {
    const [ada, ben] = [await sit('ada'), await sit('ben')]
    await ada.say('make a plan to get there')
    await ada.reads('What is this about?')
    await playToTheEnd([ada], await saidAnew(ada, 'Ben has the next part'))
    // The invitation never goes out on a Friday afternoon, whatever day this test is run on.
    for (let day = 0; day < 3; day += 1) await ada.clock('+1 day')
    // A nudge may have come after it.
    await ben.log.getByText('the next one is yours').last().waitFor()
    await playToTheEnd([ada, ben], await listedAnew(ben, /^Improvement plan/))
    const dana = await sit('dana')
    await dana.home()
    await dana.page.getByRole('heading', { name: 'Home of Dana' }).waitFor()
    expect(await dana.page.getByText('Improvement plan').count()).toBe(0)
  })
})
