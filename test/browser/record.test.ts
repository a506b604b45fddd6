import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { launchChromium, leftOut } from './chromium.ts'
import { on, openStage, type Stage } from './stage.ts'

const why = leftOut()

describe.skipIf(why)(`a record as a page${why === undefined ? '' : ` (${why})`}`, () => {
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

  it('opens from what is coming up, can be agreed to, and leads back to the chat', async () => {
    const page = await stage.open('/?as=ben')
    await on(page).comingUp.getByRole('link', { name: 'Record of 30 April' }).click()
    await page.getByRole('heading', { level: 1, name: /Record of supervision/ }).waitFor()
    expect(await page.title()).toBe('Record of supervision, 30 April 2026 · Throughline')
    expect(new URL(page.url()).pathname).toBe('/view/record/r1')
    await on(page).button('Agree').dblclick()
    await page.getByRole('region', { name: 'Reply' }).getByText('Thank you.').waitFor()
    await page.getByText('You agreed to it today.').waitFor()
    expect(await on(page).button('Agree').count()).toBe(0)
    await page.getByRole('link', { name: 'Back to the chat' }).click()
    await on(page).log.getByText('Thank you.').waitFor()
    const presses = stage.far.turns.filter(({ did }) => did.kind === 'press')
    expect(presses).toHaveLength(1)
  })

  it('opens a form over itself, and shows what came of it', async () => {
    const page = await stage.open('/view/record/r1?as=ben')
    await on(page).button('Agree with a comment').click()
    await on(page).form.getByLabel('In person').check()
    await on(page).form.getByLabel('What mattered?').fill('A comment.')
    await on(page).button('Save and read back').click()
    await page
      .getByRole('region', { name: 'Reply' })
      .getByText('Please read it once more')
      .waitFor()
  })

  it('prints as a letter would: the words, and none of the buttons', async () => {
    const page = await stage.open('/view/record/r1?as=ana')
    await on(page).button('Agree').waitFor()
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await page.getByText('Block one hour for recording').isVisible()).toBe(true)
    for (const gone of ['Agree with a comment', 'Back to the chat', 'You are', 'Print'])
      expect(await page.getByText(gone).first().isVisible()).toBe(false)
    const ground = await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
    expect(ground).toBe('rgb(255, 255, 255)')
  })

  it('of somebody else is not found, in kind words', async () => {
    const page = await stage.open('/view/record/r1?as=chris')
    await page.getByText('nothing that is yours to read').waitFor()
    expect(await page.title()).toBe('Not found · Throughline')
  })

  it('keeps up while it is open', async () => {
    const page = await stage.open('/view/record/r1?as=ana')
    await on(page).button('Agree').waitFor()
    stage.far.state.agreed = true
    await stage.down()
    await stage.up()
    await page.getByText('You agreed to it today.').waitFor()
  })
})
