import type { ComponentChildren } from 'preact'

import type { ControlProps } from './control.ts'

interface Props extends ControlProps {
  readonly role: 'radiogroup' | 'group'
  readonly look: string
  readonly children: ComponentChildren
}

/** A group of controls that are one question. */
export const Group = ({ id, field, describedBy, wrong, role, look, children }: Props) => (
  <fieldset
    id={id}
    class={look}
    role={role}
    aria-labelledby={`${id}-label`}
    aria-describedby={describedBy}
    {...(role === 'radiogroup' && { 'aria-required': field.required, 'aria-invalid': wrong })}
  >
    {children}
  </fieldset>
)
