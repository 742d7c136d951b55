/** Look of the report: a cutting room at night (neutral surfaces, ink like paper under a lamp). Values from the design tokens. */
export const reportStyle = `
:root{color-scheme:dark}
body{margin:0 auto;padding:32px 24px 64px;max-width:1180px;background:#121212;color:#f1ece4;font:13px/20px "Instrument Sans","Inter",system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:34px;line-height:40px;margin:0 0 4px}h2{font-size:15px;margin:32px 0 8px}
header p{margin:0;color:#bdb7ae}span{color:#9d978f}
.facts{display:flex;flex-wrap:wrap;gap:24px;margin-top:24px}.facts b{display:block;font-size:18px;line-height:24px}
.notes{margin-top:24px;padding:8px 12px;background:#2e2519;border-radius:6px}.notes p{margin:4px 0}
table{border-collapse:collapse;width:100%}th{font-weight:500;text-align:left;color:#9d978f}
th,td{padding:6px 12px 6px 0;vertical-align:top;border-bottom:1px solid #2b2b2b}
img{display:block;width:160px;border-radius:2px;background:#0a0a0a}
i{display:inline-block;width:10px;height:10px;margin-right:4px;border-radius:2px}
@media print{:root{color-scheme:light}body{background:#fff;color:#1c1916}}
@media (max-width:700px){table,tbody,tr,td{display:block}thead{display:none}td{border:0;padding:2px 0}tr{border-bottom:1px solid #2b2b2b;padding:8px 0}}
`.trim();
