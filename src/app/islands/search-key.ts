/** Ctrl+K (⌘K) puts the cursor into the search box; without script the box is simply there. */
document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
  const box = document.querySelector<HTMLInputElement>(
    ':is(header [role=search], form[action="/tim"]) input[name=q]',
  )
  if (!box) return
  event.preventDefault()
  box.focus()
  box.select()
})
