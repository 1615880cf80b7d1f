import { h } from 'preact';
import renderToString from 'preact-render-to-string';
import cardStyle from '../card/card.css?inline';
import panelStyle from '../panel.css?inline';
import coloursStyle from '../theme/colours.css?inline';
import reportStyle from './report.css?inline';
import { Report, type ReportInput } from './report.tsx';

/** Should anything slip in nevertheless, the browser neither runs nor loads it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** One file that opens anywhere: no script, no network. */
export function reportFile(input: ReportInput): string {
  const style = [coloursStyle, darkBySystem(coloursStyle), panelStyle, cardStyle, reportStyle].join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>IceScope report</title>
<style>${style}</style>
</head>
<body>${renderToString(h(Report, { input }))}</body>
</html>
`;
}

/** Without a script to ask DevTools, the system says whether it is dark. */
function darkBySystem(style: string): string {
  const dark = /:root\[data-theme="?dark"?\]\s*\{[^}]*\}/.exec(style)?.[0] ?? '';
  return `@media (prefers-color-scheme: dark) {${dark.replace(/:root\[[^\]]*\]/, ':root')}}`;
}
