import styles from './watermark.module.css'

/** A word over every page that is not real work; it takes no clicks and is said once to screen readers by the badge. */
export function Watermark({ text }: { readonly text: string }) {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="220"><text x="160" y="120" fill="#8a5200" fill-opacity="0.1" font-size="34" font-family="sans-serif" letter-spacing="10" text-anchor="middle" transform="rotate(-20 160 110)">${text}</text></svg>`
  return (
    <div
      className={styles.watermark}
      style={{ backgroundImage: `url("data:image/svg+xml,${encodeURIComponent(drawing)}")` }}
      aria-hidden="true"
    />
  )
}
