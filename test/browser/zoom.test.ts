import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { launchChromium, leftOut } from './chromium.ts'
import { on, openStage, type Stage } from './stage.ts'

const why = leftOut()

const WIDE = { width: 1180, height: 860 }
const SMALL = { width: 320, height: 640 }
/** As a window of 1280×960 at 200 %: there the whole page scrolls instead of the log. */
const ENLARGED = { width: 640, height: 480 }

describe.skipIf(why)(`who enlarges the page${why === undefined ? '' : ` (${why})`}`, () => {
  let browser: Browser
  let stage: Stage
  let page: Page
  beforeAll(async () => {
    browser = await launchChromium()
  })
  beforeEach(async () => {
    stage = await openStage(browser)
    page = await stage.open('/?as=ana', { viewport: WIDE })
    for (let count = 1; count <= 20; count += 1) {
      await on(page).say(`line ${count}`)
      await on(page).log.getByText(`You wrote: line ${count}`, { exact: true }).waitFor()
    }
  })
  afterEach(() => stage.close())
  afterAll(() => browser?.close())

  /** How much of it is to be seen, 0 up to 1. */
  const seen = (text: string): Promise<number> =>
    on(page)
      .log.getByText(text, { exact: true })
      .evaluate(
        element =>
          new Promise<number>(resolve => {
            new IntersectionObserver(([entry]) => resolve(entry?.intersectionRatio ?? 0)).observe(
              element,
            )
          }),
      )

  it('while reading the newest line goes on reading it', async () => {
    for (const viewport of [SMALL, ENLARGED, WIDE, ENLARGED]) {
      await page.setViewportSize(viewport)
      await expect.poll(() => seen('You wrote: line 20')).toBe(1)
    }
  })

  it('while reading further up goes on reading there', async () => {
    await on(page)
      .log.getByText('You wrote: line 7', { exact: true })
      .evaluate(element => element.scrollIntoView())
    // A browser tells of scrolling with the next picture it draws.
    await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 200)))
    for (const viewport of [ENLARGED, WIDE, SMALL, ENLARGED]) {
      await page.setViewportSize(viewport)
      await expect.poll(() => seen('You wrote: line 7')).toBe(1)
      expect(await seen('You wrote: line 20')).toBe(0)
    }
  })
})
