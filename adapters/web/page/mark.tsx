/** The sign of the product: one line through a point. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
    <rect width="32" height="32" rx="9" />
    <path d="M6 21c5 0 5-10 10-10s5 10 10 10" />
    <circle cx="16" cy="11" r="3" />
  </svg>
)
