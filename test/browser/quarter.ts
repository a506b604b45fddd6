import type { Locator } from 'playwright-core'
import { expect } from 'vitest'

import { scrollsSideways } from './stage.ts'
import type { Sitting } from './story.ts'

export const cardOf = ({ log }: Sitting, text: string | RegExp): Locator =>
  log.locator('article.card').filter({ hasText: text }).last()

/** The button of the newest card that says this; others may have come after it. */
export const pressOn = async (
  sitting: Sitting,
  text: string | RegExp,
  label: string,
): Promise<void> => {
  await cardOf(sitting, text).getByRole('button', { name: label, exact: true }).last().click()
}

export const forward = async ({ page, clock }: Sitting, step: string): Promise<void> => {
  const moved = page.waitForResponse(each => each.url().endsWith('/api/clock'))
  await clock(step)
  await moved
  await page.locator('.clock [aria-disabled=false]').first().waitFor()
}

/** Time goes on until the nudge has come, by itself or as a line of a digest, which is opened. */
export const nudged = async (
  sitting: Sitting,
  title: RegExp,
  says: RegExp,
  step = '+1 day',
): Promise<void> => {
  const itself = cardOf(sitting, says)
  const line = sitting.log.getByRole('listitem').filter({ hasText: title }).last()
  const open = line.getByRole('button', { name: 'Open', exact: true })
  for (let steps = 0; steps < 40; steps += 1) {
    await itself
      .or(open)
      .first()
      .waitFor({ timeout: 300 })
      .catch(() => undefined)
    if ((await itself.count()) > 0) return
    if ((await open.count()) > 0) {
      await open.click()
      return itself.waitFor()
    }
    await forward(sitting, step)
  }
  throw new Error(`no nudge came that says ${says}`)
}

/** Nothing that axe knows of stands in the way, and nothing scrolls sideways on a small screen or at 200 % zoom. */
export const calm = async ({ page, problems }: Sitting): Promise<void> => {
  expect(await problems()).toEqual([])
  const full = page.viewportSize() ?? { width: 1180, height: 860 }
  for (const viewport of [
    { width: 320, height: 640 },
    { width: 640, height: 480 },
  ]) {
    await page.setViewportSize(viewport)
    expect(await scrollsSideways(page)).toBe(false)
  }
  await page.setViewportSize(full)
}

/** The session as one form, without another date. */
export const record = async (sitting: Sitting, whom: string, several = false): Promise<void> => {
  await sitting.say('record the session')
  if (several) {
    await sitting.reads('Record the session: with whom?')
    await sitting.press(whom)
  }
  await sitting.reads('Did you meet?')
  await sitting.press('As a form')
  const { form } = sitting
  await form.getByLabel('In person').check()
  const last = form.getByLabel('None has changed')
  if ((await last.count()) > 0) await last.check()
  await form.getByRole('textbox', { name: 'What mattered?' }).fill('How the week is planned.')
  await form.getByRole('textbox', { name: 'What did you agree' }).fill('None')
  await form.getByLabel('To follow').check()
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await sitting.press(`Share with ${whom}`)
  await sitting.reads(`Shared with ${whom}`)
}

/** `until`: the last day away, ISO. */
export const away = async (sitting: Sitting, until: string): Promise<void> => {
  await sitting.say('I’m away')
  await sitting.reads('Only the days')
  await sitting.press('I’m away')
  await sitting.form.getByLabel('Last day away', { exact: true }).fill(until)
  await sitting.form.getByRole('button', { name: 'Save', exact: true }).click()
  await sitting.reads('I stay quiet meanwhile')
}
