import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'

import { type House, openHouse } from '../adapters/web/house.ts'
import { createFarSide, type FarSide } from './farSide.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The adapter in front of the far side, and tabs of a real browser before it. */
export interface Stage {
  readonly far: FarSide
  /** What a browser complained about: errors of scripts and of the content policy. */
  readonly complaints: readonly string[]
  open(path: string, options?: BrowserContextOptions): Promise<Page>
  /** As after `kill -9`: open tabs lose their server. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

/** A server that is away or busy makes a browser write this; everything else is a complaint. */
const EXPECTED = /Failed to load resource/

export const openStage = async (browser: Browser): Promise<Stage> => {
  const far = createFarSide()
  const complaints: string[] = []
  let house: House = await openHouse(far.host)
  far.answerThrough(house.web)
  return {
    far,
    complaints,
    open: async (path, options = {}) => {
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(8000)
      page.on('pageerror', error => complaints.push(String(error)))
      page.on('console', message => {
        if (message.type() === 'error' && !EXPECTED.test(message.text()))
          complaints.push(message.text())
      })
      const { pathname, searchParams } = new URL(path, house.web.link)
      const as = searchParams.get('as')
      await page.goto(as === null ? house.web.link : `${house.web.link}&as=${as}`)
      if (pathname !== '/') await page.goto(new URL(path, house.web.link).href)
      return page
    },
    down: () => house.close(),
    up: async () => {
      house = await openHouse(far.host, house.port)
      far.answerThrough(house.web)
    },
    close: async () => {
      await Promise.all(browser.contexts().map(context => context.close()))
      await house.close()
    },
  }
}

/** What a page is driven by: the names that people hear. */
export const on = (page: Page) => ({
  log: page.getByRole('log', { name: 'Conversation', exact: true }),
  message: page.getByRole('textbox', { name: 'Message', exact: true }),
  you: page.getByRole('combobox', { name: 'You are', exact: true }),
  comingUp: page.getByRole('region', { name: 'Coming up', exact: true }),
  clock: page.getByRole('group', { name: 'Clock', exact: true }),
  form: page.getByRole('dialog'),
  button: (name: string): Locator => page.getByRole('button', { name, exact: true }),
  say: async (text: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Message' }).fill(text)
    await page.keyboard.press('Enter')
  },
})

/** What stands in the way of people with an impairment, as `rule: where`. */
export const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(AXE)
  const results = await page.evaluate<AxeResults>('axe.run()')
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  )
}

/** True when something is wider than the window. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > innerWidth')
