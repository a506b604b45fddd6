import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { launchChromium, leftOut } from './chromium.ts'
import { on, openStage, type Stage } from './stage.ts'

const why = leftOut()

describe.skipIf(why)(`the local chat in a browser${why === undefined ? '' : ` (${why})`}`, () => {
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

  const see = (page: Page, text: string) => on(page).log.getByText(text).waitFor()
  const turnsOf = (kind: string) => stage.far.turns.filter(({ did }) => did.kind === kind)

  describe('arriving', () => {
    it('asks who one would like to be, and greets them once', async () => {
      const page = await stage.open('/')
      await page.getByRole('heading', { name: 'Who would you like to be?' }).waitFor()
      expect(new URL(page.url()).search).toBe('')
      await on(page).you.selectOption({ label: 'Ana (supervisor)' })
      await see(page, 'Hello Ana')
      expect(new URL(page.url()).search).toBe('?as=ana')
      await page.reload()
      await see(page, 'Hello Ana')
      await on(page).say('hello')
      await see(page, 'You wrote: hello')
      expect(turnsOf('joined')).toHaveLength(1)
    })

    it('lets one become somebody else, and come back with the browser’s own button', async () => {
      const page = await stage.open('/')
      await page.getByRole('link', { name: 'Ben worker' }).click()
      await see(page, 'Hello Ana')
      expect(new URL(page.url()).search).toBe('?as=ben')
      await on(page).you.selectOption('ana')
      await page.waitForURL('**/?as=ana')
      await page.goBack()
      expect(await on(page).you.inputValue()).toBe('ben')
    })
  })

  describe('two people side by side', () => {
    it('see each other’s doings at once', async () => {
      const [ana, ben] = [await stage.open('/?as=ana'), await stage.open('/?as=ben')]
      await see(ben, 'Hello Ana')
      await on(ana).say('read back')
      await on(ana).button('Share with Ben').click()
      await see(ben, 'Ana shared the record')
      await on(ben).comingUp.getByText('Record of 14 May').waitFor()
      expect(await on(ana).log.textContent()).not.toContain('Ana shared the record')
    })

    it('share one clock', async () => {
      const [ana, ben] = [await stage.open('/?as=ana'), await stage.open('/?as=ben')]
      await on(ben).clock.getByText('Thu, 14 May 2026, 09:30').waitFor()
      await on(ana).clock.getByRole('button', { name: '+1 day' }).click()
      await on(ben).clock.getByText('Fri, 15 May 2026, 09:30').waitFor()
      await on(ben).clock.getByRole('button', { name: 'Next event' }).click()
      await on(ana).clock.getByText('Mon, 18 May 2026, 09:30').waitFor()
      await on(ana).clock.getByRole('button', { name: '+1 hour' }).click()
      await on(ana).clock.getByText('Mon, 18 May 2026, 10:30').waitFor()
    })

    it('and one person in two tabs sees the same in both, in the same order', async () => {
      const [one, two] = [await stage.open('/?as=ana'), await stage.open('/?as=ana')]
      await see(two, 'Hello Ana')
      await on(one).say('hello')
      await see(two, 'You wrote: hello')
      const lines = on(two).log.getByRole('article')
      expect(await lines.nth(1).textContent()).toContain('hello')
      expect(await lines.nth(2).textContent()).toContain('You wrote: hello')
    })
  })

  it('works in more tabs than a browser has connections', async () => {
    const first = await stage.open('/?as=ana')
    const tabs = [first]
    for (const as of ['ben', 'chris', 'ana', 'ben', 'chris', 'ana', 'ben']) {
      const tab = await first.context().newPage()
      await tab.goto(new URL(`/?as=${as}`, first.url()).href)
      await see(tab, 'Hello Ana')
      tabs.push(tab)
    }
    for (const [number, tab] of tabs.entries()) {
      await on(tab).say(`from tab ${number}`)
      await see(tab, `You wrote: from tab ${number}`)
    }
    // Whoever has no stream hears of it a little later.
    await see(first, 'You wrote: from tab 6')
  })

  describe('a question', () => {
    it('is answered once though its button is clicked twice, and then has no buttons any more', async () => {
      const page = await stage.open('/?as=ana')
      await on(page).say('record')
      await on(page).button('In person').dblclick()
      await see(page, 'What mattered?')
      await on(page).button('In person').waitFor({ state: 'detached' })
      expect(await on(page).button('Skip').count()).toBe(1)
      expect(turnsOf('press')).toHaveLength(1)
    })

    it('beside the conversation is answered once, however slowly it is clicked twice', async () => {
      const page = await stage.open('/?as=ana')
      const done = on(page).comingUp.getByRole('button', { name: 'Done', disabled: false })
      const box = await done.boundingBox()
      const [x, y] = [(box?.x ?? 0) + 10, (box?.y ?? 0) + 10]
      await page.mouse.click(x, y)
      await see(page, 'Taken: done')
      await done.waitFor()
      await page.mouse.move(x, y)
      await page.mouse.down({ clickCount: 2 })
      await page.mouse.up({ clickCount: 2 })
      await on(page).say('and on')
      await see(page, 'You wrote: and on')
      expect(turnsOf('press')).toHaveLength(1)
    })

    it('keeps its buttons while another matter goes on', async () => {
      const page = await stage.open('/?as=ana')
      await on(page).say('record')
      await on(page).say('everything')
      await on(page).button('Take these').waitFor()
      expect(await on(page).button('In person').count()).toBe(1)
    })

    it('takes several answers, one of many, or a day', async () => {
      const page = await stage.open('/?as=ana')
      await on(page).say('everything')
      await page.getByRole('checkbox', { name: 'Workload' }).check()
      await on(page).button('Take these').click()
      await see(page, 'Team, Workload')
      await page.getByLabel('Which session is it?').selectOption('28 May')
      await on(page).button('This one').click()
      await page.getByLabel('Which day suits you?').fill('2026-06-11')
      await on(page).button('This day').click()
      await see(page, 'Thursday, 11 June 2026')
      expect(turnsOf('press').map(({ did }) => did.kind === 'press' && did.values)).toEqual([
        ['Team', 'Workload'],
        ['28 May'],
        ['2026-06-11'],
      ])
    })
  })

  describe('words', () => {
    it('go with Enter, and take a new line with Shift and Enter', async () => {
      const page = await stage.open('/?as=ana')
      await see(page, 'Hello Ana')
      await on(page).message.pressSequentially('one')
      await page.keyboard.press('Shift+Enter')
      await page.keyboard.type('two')
      await page.keyboard.press('Enter')
      await see(page, 'You wrote: one')
      expect(turnsOf('text')[0]?.did).toEqual({ kind: 'text', text: 'one\ntwo' })
      expect(await on(page).message.inputValue()).toBe('')
    })

    it('are only words, whatever they look like', async () => {
      const page = await stage.open('/?as=ana')
      const hostile =
        '<img src=x onerror="document.title=1"><b>bold</b> *a* [x](javascript:1) \u202eabc'
      await see(page, 'Hello Ana')
      await on(page).say(hostile)
      await see(page, 'You wrote: <img')
      const log = on(page).log
      expect(await log.locator('img, b, a, script').count()).toBe(0)
      expect(await log.textContent()).toContain('You wrote: <img src=x onerror="document.title=1">')
    })

    it('of 8,000 letters without a space neither break the page nor get lost', async () => {
      const page = await stage.open('/?as=ana', { viewport: { width: 320, height: 640 } })
      await see(page, 'Hello Ana')
      await on(page).say('ж'.repeat(8000))
      await see(page, 'You wrote: ж')
      expect(turnsOf('text')[0]?.did).toMatchObject({ text: 'ж'.repeat(8000) })
      expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false)
    })

    it('that are far too long are not sent, and stay', async () => {
      const page = await stage.open('/?as=ana')
      await see(page, 'Hello Ana')
      await on(page).say('x'.repeat(40_000))
      await page.getByText('This is too long to send').waitFor()
      expect((await on(page).message.inputValue()).length).toBe(40_000)
      expect(turnsOf('text')).toHaveLength(0)
    })

    it('stay in the box until they are saved, also over a reload, and arrive once', async () => {
      const page = await stage.open('/?as=ana')
      await see(page, 'Hello Ana')
      stage.far.state.saves = false
      await on(page).say('keep me')
      await see(page, 'Not saved yet, trying again')
      expect(await on(page).message.inputValue()).toBe('keep me')
      await page.reload()
      await see(page, 'Not saved yet, trying again')
      expect(await on(page).message.inputValue()).toBe('keep me')
      stage.far.state.saves = true
      await see(page, 'You wrote: keep me')
      await vi.waitFor(async () => expect(await on(page).message.inputValue()).toBe(''))
      expect(turnsOf('text')).toHaveLength(1)
      expect(await on(page).log.getByText('keep me', { exact: true }).count()).toBe(1)
    })

    it('typed faster than they are saved follow each other', async () => {
      const page = await stage.open('/?as=ana')
      await see(page, 'Hello Ana')
      stage.far.state.saves = false
      await on(page).say('first')
      await see(page, 'Not saved yet, trying again')
      await on(page).say('second')
      stage.far.state.saves = true
      await see(page, 'You wrote: second')
      await vi.waitFor(async () => expect(await on(page).message.inputValue()).toBe(''))
      const texts = turnsOf('text').map(({ did }) => did.kind === 'text' && did.text)
      expect(texts).toEqual(['first', 'second'])
    })

    it('half typed are still there after a reload', async () => {
      const page = await stage.open('/?as=ana')
      await see(page, 'Hello Ana')
      await on(page).message.fill('half a sent')
      await page.reload()
      expect(await on(page).message.inputValue()).toBe('half a sent')
    })
  })

  it('recovers by itself when the server is killed and started again, and doubles nothing', async () => {
    const page = await stage.open('/?as=ana')
    await see(page, 'Hello Ana')
    await on(page).say('hello')
    await see(page, 'You wrote: hello')
    await stage.down()
    await page.getByText('The connection is interrupted').waitFor()
    await on(page).say('while you were away')
    await see(page, 'Not saved yet, trying again')
    await stage.far.send(stage.far.people.ana, {
      summary: 'News',
      blocks: [{ kind: 'text', text: 'Sent while nobody could hear it.' }],
    })
    await stage.up()
    await see(page, 'Sent while nobody could hear it.')
    await see(page, 'You wrote: while you were away')
    await page.getByText('The connection is interrupted').waitFor({ state: 'detached' })
    expect(turnsOf('text')).toHaveLength(2)
    expect(await on(page).log.getByRole('article').count()).toBe(6)
  })

  describe('reading', () => {
    it('is not disturbed: what is new waits behind a button, and typing moves nothing', async () => {
      const page = await stage.open('/?as=ana')
      await see(page, 'Hello Ana')
      for (const each of [1, 2, 3, 4, 5, 6]) {
        await on(page).say(`line ${each}`)
        await see(page, `You wrote: line ${each}`)
      }
      const top = () => on(page).log.evaluate(log => log.scrollTop)
      expect(await top()).toBeGreaterThan(100)
      await on(page).log.evaluate(log => log.scrollTo(0, 0))
      await stage.far.send(stage.far.people.ana, {
        summary: 'News',
        blocks: [{ kind: 'text', text: 'Something new.' }],
      })
      await on(page).button('New messages').waitFor()
      await on(page).message.pressSequentially('typing')
      expect(await top()).toBe(0)
      await on(page).button('New messages').click()
      await on(page).button('New messages').waitFor({ state: 'detached' })
      expect(await top()).toBeGreaterThan(100)
    })

    it('elsewhere, one sees in the tab’s title that there is news, but not what it says', async () => {
      const page = await stage.open('/?as=ana')
      await see(page, 'Hello Ana')
      await page.evaluate(
        "Object.defineProperties(document, { hidden: { value: true }, visibilityState: { value: 'hidden' } })",
      )
      await stage.far.send(stage.far.people.ana, {
        summary: 'A record waits for you',
        blocks: [{ kind: 'text', text: 'canary words', confidential: true }],
      })
      await see(page, 'canary words')
      await expect.poll(() => page.title()).toBe('A record waits for you · Throughline')
    })
  })
})
