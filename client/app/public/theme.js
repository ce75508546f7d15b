// Runs before the first paint, so that a chosen theme never flashes. Same key as platform/theme.
try {
  const theme = localStorage.getItem('trame.theme');
  if (theme === 'light' || theme === 'dark' || theme === 'contrast') {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Storage is refused: the system's theme applies.
}
