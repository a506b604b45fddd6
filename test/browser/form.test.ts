import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { launchChromium, leftOut } from './chromium.ts'
import { on, openStage, type Stage } from './stage.ts'

const why = leftOut()

describe.skipIf(why)(`a form in a browser${why === undefined ? '' : ` (${why})`}`, () => {
  let browser: Browser
  let stage: Stage
  beforeAll(async () => {
    browser = await launchChromium()
  })
  beforeEach(async () => {
    stage = await openStage(browser)
  })
  afterEach(async () => {
    await stage.close()
    expect(stage.complaints).toEqual([])
  })
  afterAll(() => browser?.close())

  const openForm = async (): Promise<Page> => {
    const page = await stage.open('/?as=ana')
    await on(page).say('record')
    await on(page).button('As a form').click()
    await page.getByRole('dialog', { name: 'Record the session of 14 May' }).waitFor()
    return page
  }
  const forms = () => stage.far.turns.flatMap(({ did }) => (did.kind === 'form' ? [did] : []))

  it('has one named field for each question, and says who reads the answer', async () => {
    const page = await openForm()
    const form = on(page).form
    await form.getByRole('radiogroup', { name: 'Did you meet?' }).getByLabel('Moved').check()
    await form.getByRole('textbox', { name: 'What mattered?' }).fill('The visits.')
    await form.getByRole('textbox', { name: 'New actions' }).fill('Call the clinic\n\nWrite it up')
    await form.getByLabel('Next date?').fill('2026-06-11')
    expect(await form.getByText('Ben will read this').isVisible()).toBe(true)
    expect(await form.getByLabel('How many minutes?').isVisible()).toBe(false)
    await form.getByText('Add more').click()
    await form.getByLabel('How many minutes?').fill('50')
    await form.getByRole('radiogroup', { name: 'Workload right now?' }).getByLabel('7').check()
    await form.getByRole('group', { name: 'What was asked for?' }).getByLabel('Time').check()
    const own = form.getByRole('radiogroup', { name: 'Which expectation' })
    await own.getByLabel('Something else', { exact: true }).check()
    await own.getByRole('textbox').fill('Safe endings')
    await form.getByRole('button', { name: 'Save and read back' }).click()
    await on(page).log.getByText('Please read it once more').waitFor()
    expect(await form.count()).toBe(0)
    expect(forms()).toEqual([
      {
        kind: 'form',
        form: 'form?part=run1',
        end: 'submit',
        values: {
          held: 'Moved',
          mattered: 'The visits.',
          agreed: ['Call the clinic', 'Write it up'],
          next: '2026-06-11',
          minutes: '50',
          load: '7',
          support: ['Time'],
          standard: 'Safe endings',
        },
      },
    ])
  })

  it('says in place what needs another look, and takes one to the first of it', async () => {
    const page = await openForm()
    const form = on(page).form
    await form.getByLabel('Next date?').fill('2026-06-11')
    await form.getByRole('button', { name: 'Save and read back' }).click()
    await form.getByRole('alert').getByText('2 answers need another look').waitFor()
    const focused = page.locator(':focus')
    expect(await focused.getAttribute('type')).toBe('radio')
    const mattered = form.getByRole('textbox', { name: 'What mattered?' })
    expect(await mattered.getAttribute('aria-invalid')).toBe('true')
    const described = (await mattered.getAttribute('aria-describedby'))?.split(' ') ?? []
    const words = await Promise.all(described.map(id => page.locator(`[id="${id}"]`).textContent()))
    expect(words.join(' ')).toContain('A few words are enough.')
    expect(await form.getByLabel('Next date?').inputValue()).toBe('2026-06-11')
    await form.getByRole('link', { name: 'What mattered?' }).click()
    expect(await mattered.evaluate(field => field === document.activeElement)).toBe(true)
  })

  it('closed half-way with Escape is kept as a draft, and the keyboard is back in the chat', async () => {
    const page = await openForm()
    await on(page).form.getByLabel('What mattered?').fill('half a sent')
    await page.keyboard.press('Escape')
    await on(page).log.getByText('I kept your draft.').waitFor()
    expect(await on(page).form.count()).toBe(0)
    expect(forms()).toMatchObject([{ end: 'keep', values: { mattered: 'half a sent' } }])
    expect(await page.locator(':focus').textContent()).toBe('As a form')
  })

  it('is open again with all that was typed after a reload', async () => {
    const page = await openForm()
    await on(page).form.getByLabel('What mattered?').fill('half a sent')
    await page.reload()
    expect(await on(page).form.getByLabel('What mattered?').inputValue()).toBe('half a sent')
    expect(forms()).toHaveLength(0)
  })

  it('stays open while it cannot be saved, and is saved once when it can', async () => {
    const page = await openForm()
    const form = on(page).form
    await form.getByLabel('In person').check()
    await form.getByLabel('What mattered?').fill('The visits.')
    await stage.down()
    await form.getByRole('button', { name: 'Save and read back' }).click()
    await form.getByText('Saving…').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect(await form.getByLabel('What mattered?').inputValue()).toBe('The visits.')
    await stage.up()
    await on(page).log.getByText('Please read it once more').waitFor()
    expect(forms()).toHaveLength(1)
  })

  it('that is far too long is not sent, and stays', async () => {
    const page = await openForm()
    await on(page).form.getByLabel('What mattered?').fill('x'.repeat(40_000))
    await on(page).button('Save and read back').click()
    await on(page).form.getByText('This is too long to send').waitFor()
    expect(forms()).toHaveLength(0)
  })
})
