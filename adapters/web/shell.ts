import type { Response } from 'express'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'Cache-Control': 'no-store',
} as const

/** On every answer, refusals too. */
export const setHeaders = (response: Response): void => {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
}

/** The one HTML document; what it shows is the script's work. */
export const SHELL = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Throughline</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<div id="page"></div>
<noscript><p>Throughline needs JavaScript in this browser.</p></noscript>
</body>
</html>
`

/** A line that passes through three points. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#1d5c63"/>
<path d="M6 21c5 0 5-10 10-10s5 10 10 10" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>
<circle cx="16" cy="11" r="3" fill="#fff"/>
</svg>
`
