import './analytics.js'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, Link, Outlet } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { SignUp } from './SignUp.jsx'

const Layout = () => (
  <>
    <nav>
      <Link to="/">Join</Link> <Link to="/pricing">Pricing</Link>
    </nav>
    <Outlet />
  </>
)

const Pricing = () => (
  <>
    <title>Pricing Berthline</title>
    <h1>Pricing</h1>
  </>
)

const router = createBrowserRouter([
  {
    Component: Layout,
    children: [
      { index: true, Component: SignUp },
      { path: 'pricing', Component: Pricing },
    ],
  },
])

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
)
