/** What a user has as soon as a Terraform file is open, before any finding. */
import assert from 'node:assert/strict';
import { commands, extensions, languages } from 'vscode';
import { open } from './editorState';

const EXTENSION = 'sg-lens.sg-lens';

describe('the extension', () => {
  it('gives Terraform files their language where no other extension does', async () => {
    assert.equal((await open('live/main.tf')).languageId, 'terraform');
    assert.equal((await open('live/env/prod.tfvars')).languageId, 'terraform-vars');
    assert.ok((await languages.getLanguages()).includes('terraform'));
  });

  it('is active in a folder with Terraform in it', async () => {
    await open('live/main.tf');
    const extension = extensions.getExtension(EXTENSION);
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('offers its commands', async () => {
    const offered = await commands.getCommands(true);
    for (const command of ['sgLens.canReach', 'sgLens.restartServer', 'sgLens.showOutput']) {
      assert.ok(offered.includes(command), command);
    }
  });
});
