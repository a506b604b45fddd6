import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { launchChromium, leftOut } from './chromium.ts'
import { on, openStage, type Stage, scrollsSideways, violations } from './stage.ts'

const why = leftOut()

/** 200 % zoom of a window of 1280 × 720 leaves half of either. */
const ZOOMED = { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 }
const SMALL = { viewport: { width: 320, height: 640 } }

describe.skipIf(why)(`everyone can use the page${why === undefined ? '' : ` (${why})`}`, () => {
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

  const openChat = async (options: BrowserContextOptions): Promise<Page> => {
    const page = await stage.open('/?as=ana', options)
    for (const [text, seen] of [
      ['read back', 'Share with Ben'],
      ['everything', 'Take these'],
      ['record', 'As a form'],
    ] as const) {
      await on(page).say(text)
      await on(page).button(seen).waitFor()
    }
    return page
  }

  /** Every view, one after the other. */
  const views: readonly (readonly [
    name: string,
    open: (options: BrowserContextOptions) => Promise<Page>,
  ])[] = [
    [
      'choosing who one is',
      async options => {
        const page = await stage.open('/', options)
        await page.getByRole('heading', { name: 'Who would you like to be?' }).waitFor()
        return page
      },
    ],
    ['the chat', openChat],
    [
      'a form',
      async options => {
        const page = await openChat(options)
        await on(page).button('As a form').click()
        await on(page).form.getByText('Add more').click()
        await on(page).button('Save and read back').click()
        await on(page).form.getByRole('alert').waitFor()
        return page
      },
    ],
    [
      'a record and an answer on it',
      async options => {
        const page = await stage.open('/view/record/r1?as=ben', options)
        await on(page).button('Agree').click()
        await page.getByText('Thank you. You agreed').waitFor()
        return page
      },
    ],
    [
      'home',
      async options => {
        const page = await stage.open('/view/home?as=ana', options)
        await page.getByRole('heading', { name: 'Hello ana' }).waitFor()
        return page
      },
    ],
    [
      'a page that is not there',
      async options => {
        const page = await stage.open('/view/record/r1?as=chris', options)
        await page.getByRole('heading', { name: 'Not found' }).waitFor()
        return page
      },
    ],
    [
      'a connection that is interrupted',
      async options => {
        const page = await openChat(options)
        await stage.down()
        await page.getByText('The connection is interrupted').waitFor()
        await on(page).say('wait')
        await on(page).log.getByText('Not saved yet').waitFor()
        await stage.up()
        return page
      },
    ],
  ]

  it.each(views)('%s has no hurdle that axe knows of, light, dark and small', async (_, open) => {
    const page = await open({ reducedMotion: 'reduce' })
    expect(await violations(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violations(page)).toEqual([])
    await page.setViewportSize(SMALL.viewport)
    expect(await scrollsSideways(page)).toBe(false)
    expect(await violations(page)).toEqual([])
    await page.setViewportSize(ZOOMED.viewport)
    expect(await scrollsSideways(page)).toBe(false)
  })

  it('keeps the box and the newest line in reach at 200 % zoom', async () => {
    const page = await openChat(ZOOMED)
    const inView = async (name: 'message' | 'question'): Promise<boolean> => {
      const what = name === 'message' ? on(page).message : on(page).button('As a form')
      const box = await what.boundingBox()
      return box !== null && box.y >= 0 && box.y + box.height <= ZOOMED.viewport.height
    }
    expect([await inView('message'), await inView('question')]).toEqual([true, true])
  })

  it('folds what is coming up and the clock away where there is no room for them', async () => {
    const page = await stage.open('/?as=ana', SMALL)
    await on(page).comingUp.waitFor()
    expect(await on(page).clock.isVisible()).toBe(false)
    await on(page).button('Coming up').click()
    await on(page).comingUp.getByText('Draft the leave rota').waitFor()
    expect(await on(page).clock.isVisible()).toBe(true)
  })

  it('can be used by keyboard alone, from the first question to the form', async () => {
    const page = await stage.open('/?as=ana')
    await on(page).log.getByText('Hello Ana').waitFor()
    await on(page).you.focus()
    for (const _ of [1, 2]) await page.keyboard.press('Tab')
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Message')
    await page.keyboard.type('record')
    await page.keyboard.press('Enter')
    await on(page).button('In person').waitFor()
    for (const _ of [1, 2, 3, 4]) await page.keyboard.press('Shift+Tab')
    expect(await page.locator(':focus').textContent()).toBe('In person')
    await page.keyboard.press('Enter')
    await on(page).log.getByText('What mattered?').waitFor()
    // The pressed button is gone; the keyboard goes on from the newest card.
    expect(await page.locator('article:focus').textContent()).toContain('What mattered?')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Back')
    await on(page).message.focus()
    await page.keyboard.type('record')
    await page.keyboard.press('Enter')
    await on(page).button('As a form').waitFor()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Space')
    await on(page).form.waitFor()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.type('The visits.')
    // New actions, the four parts of a date, "Add more", and the button.
    for (const _ of [1, 2, 3, 4, 5, 6, 7]) await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Save and read back')
    await page.keyboard.press('Enter')
    await on(page).log.getByText('Please read it once more').waitFor()
  })

  it('does not move when somebody asked for less motion', async () => {
    const page = await stage.open('/?as=ana', { reducedMotion: 'reduce' })
    const entry = on(page).log.getByRole('article').first()
    const duration = await entry.evaluate(each => getComputedStyle(each).animationDuration)
    expect(Number.parseFloat(duration)).toBeLessThan(0.001)
  })
})
