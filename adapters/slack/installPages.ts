const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; font: 1.125rem/1.6 system-ui, sans-serif }
  body { max-width: 34rem; margin: 10vh auto; padding: 0 1.25rem }
  h1 { font-size: 1.5rem; line-height: 1.25 }
  label { display: block; font-weight: 600 }
  input, button { font: inherit; padding: .5rem .75rem; border-radius: .4rem; border: 1px solid }
  input { width: 100%; box-sizing: border-box; margin: .4rem 0 1rem }
  button { cursor: pointer }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`

export const INSTALL_PAGE = page(
  'Add Throughline to Slack',
  `<p>You need a code from whoever looks after Throughline in your organisation. It is good for one hour, and for one workspace.</p>
<form method="post">
<label for="code">Code</label>
<input id="code" name="code" required maxlength="200" autocomplete="off" spellcheck="false">
<button>Go on to Slack</button>
</form>
<p>Slack then asks you to approve. Nobody in the workspace is written to until your organisation opens it for them.</p>`,
)

export const installedPage = (): string =>
  page(
    'Throughline is in your workspace',
    '<p>Nobody has been written to. Your organisation’s admin now opens it for a first group of people.</p><p>You can close this page.</p>',
  )

/** One answer for all that can go wrong: a code that is used, too old, or was never there. */
export const notInstalledPage = (): string =>
  page(
    'That did not work, and nothing was kept',
    '<p>Most often the code was used before, is more than an hour old, or Slack’s page was cancelled. Please ask for a new code and <a href="/slack/install">begin again</a>.</p>',
  )
