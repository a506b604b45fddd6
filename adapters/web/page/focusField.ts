import { fieldId } from './fields/fieldId.ts'

/** Takes the cursor to a field: to the control itself, or the first one of a group. */
export const focusField = (name: string): void => {
  const field = document.getElementById(fieldId(name))
  const control = field?.matches('input, select, textarea')
    ? field
    : field?.querySelector('input, select, textarea')
  if (control instanceof HTMLElement) control.focus()
}
