/** Tells the CRM which plan a visitor wanted; the page may be gone in the next moment. */
for (const link of document.querySelectorAll('a[data-plan]')) {
  link.addEventListener('click', () => {
    window.analytics.track('Plan Chosen', { plan: link.dataset.plan })
  })
}
