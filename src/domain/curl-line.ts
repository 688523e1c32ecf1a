/** A command for a POSIX shell that pushes one value of today to a source, as docs/pushing-values.md explains it. */
export function curlLine(address: string, { sourceId, kpiId, secret }: { sourceId: string; kpiId: string; secret: string }): string {
  const row = `[{"kpi":"${kpiId}","at":"'$(date -u +%F)'","value":1,"id":"test-1"}]`;
  return [
    `BODY='${row}'; NOW=$(date +%s)`,
    `SIGNATURE=$(printf '%s.%s' "$NOW" "$BODY" | openssl dgst -sha256 -hmac '${secret}' | sed 's/^.*= *//')`,
    `curl -sS -X POST '${address}' -H 'x-needle-source: ${sourceId}' -H "x-needle-timestamp: $NOW" -H "x-needle-signature: v1=$SIGNATURE" --data-binary "$BODY"`,
  ].join('\n');
}
