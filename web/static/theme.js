// Sets the theme before the first paint. A file of its own so that the content security policy
// needs no inline script.
(function () {
  var root = document.documentElement;
  var choice = 'system';
  try {
    choice = localStorage.getItem('tresen.theme') || 'system';
    root.lang = localStorage.getItem('tresen.locale') || (/^de/.test(navigator.language) ? 'de' : 'en');
  } catch (_) {
    /* storage may be blocked; the defaults hold */
  }
  var dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  var ground = document.querySelector('meta[name=theme-color]');
  if (ground) ground.setAttribute('content', dark ? '#0C100E' : '#F1F2ED');
})();
