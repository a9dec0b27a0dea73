/** Points the links to the CRM at the one that this demo runs with. */
const { crm } = await fetch('/demo.json').then((response) => response.json())
for (const link of document.querySelectorAll('a[data-crm]')) link.href = crm
