import { qrCode } from './qr-code.ts'

/** A text as a QR code, drawn here; nothing when it is too long for one. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const rows = qrCode(text)
  if (!rows) return null
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${rows.length} ${rows.length}`}>
      <path d={path} shapeRendering="crispEdges" />
    </svg>
  )
}
