import { test } from '@playwright/test'
import { expectLead, expectNoLead } from 'freshsales-edge/testing'

test('a sign-up is a lead, with its campaign', async ({ page }) => {
  await page.goto('/?utm_source=google&utm_medium=cpc&utm_campaign=spring')
  await page.getByLabel('First name').fill('Ann')
  await page.getByLabel('E-mail').fill('ann@acme.example')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expectLead({ email: 'ann@acme.example', firstName: 'Ann', campaign: 'spring' })
})

test('a sign-up that the site refuses is none', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('E-mail').fill('taken@acme.example')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expectNoLead({ email: 'taken@acme.example' })
})
