// Sends values to Needle. Usage: NEEDLE_URL=… NEEDLE_SOURCE=… NEEDLE_SECRET=… node push.mjs '[{"kpi":"kpi_…","at":"2026-03-09","value":7.5,"id":"mon-1"}]'
import { createHmac } from 'node:crypto';

const { NEEDLE_URL, NEEDLE_SOURCE, NEEDLE_SECRET } = process.env;
const body = process.argv[2];
const timestamp = process.env.NEEDLE_TIMESTAMP ?? String(Math.floor(Date.now() / 1000));
const signature = createHmac('sha256', NEEDLE_SECRET).update(`${timestamp}.${body}`).digest('hex');
const reply = await fetch(NEEDLE_URL, {
  method: 'POST',
  headers: {
    'x-needle-source': NEEDLE_SOURCE,
    'x-needle-timestamp': timestamp,
    'x-needle-signature': `v1=${signature}`,
  },
  body,
});
console.log(reply.status, await reply.text());
process.exitCode = reply.ok ? 0 : 1;
