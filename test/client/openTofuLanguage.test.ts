import assert from 'node:assert/strict';
import { openTofuLanguageOf } from '../../client/src/openTofuLanguage';

describe('a file that OpenTofu’s extension claims as well', () => {
  it('is handed back to it', () => {
    assert.equal(openTofuLanguageOf('/w/main.tf', 'terraform', {}), 'opentofu');
    assert.equal(openTofuLanguageOf('/w/main.tofu', 'terraform', {}), 'opentofu');
    assert.equal(openTofuLanguageOf('/w/prod.tfvars', 'terraform-vars', {}), 'opentofu-vars');
  });

  it('keeps a language that is not of our making', () => {
    assert.equal(openTofuLanguageOf('/w/main.tf', 'opentofu', {}), undefined);
    assert.equal(openTofuLanguageOf('/w/main.tf', 'plaintext', {}), undefined);
    assert.equal(openTofuLanguageOf('/w/notes.txt', 'terraform', {}), undefined);
  });

  it('keeps the language that the user has set for such files', () => {
    assert.equal(openTofuLanguageOf('/w/main.tf', 'terraform', { '*.tf': 'terraform' }), undefined);
    assert.equal(openTofuLanguageOf('/w/main.tf', 'terraform', { '*.tofu': 'terraform' }), 'opentofu');
  });
});
