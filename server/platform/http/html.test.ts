import { describe, expect, it } from 'vitest';
import { html, SafeHtml } from '#server/platform/http/html.ts';

describe('html', () => {
  it('escapes what it is given, in text and in attributes', () => {
    const name = `"><script>alert('x')</script>&`;
    expect(html`<a title="${name}">${name}</a>`.markup).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</a>',
    );
  });

  it('keeps markup that is safe already, joins lists, drops what is absent', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}${null}${false}${2}</ul>`.markup).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li>2</ul>',
    );
    expect(html`${new SafeHtml('<i>')}`.markup).toBe('<i>');
  });
});
