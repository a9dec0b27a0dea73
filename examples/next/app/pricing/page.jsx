export const metadata = { title: 'Pricing Berthline' }

export default function Page() {
  return <h1>Pricing</h1>
}
