import Link from 'next/link'
import Script from 'next/script'

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <nav>
          <Link href="/">Join</Link> <Link href="/pricing">Pricing</Link>
        </nav>
        {children}
        <Script
          src={`${process.env.NEXT_PUBLIC_EDGE}/sdk.js`}
          data-write-key="wk_site"
          data-pages
          data-forms
        />
      </body>
    </html>
  )
}
