import { viewPath } from '../../ids.ts'

interface Props {
  readonly view: string
  readonly label: string
  readonly as: string
}

/** Opens a view as a page of its own. */
export const ViewLink = ({ view, label, as }: Props) => (
  <p class="link">
    <a href={viewPath(view, as)} dir="auto">
      {label}
    </a>
  </p>
)
