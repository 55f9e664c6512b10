// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the scripted model does: a service is not available, it is tried three times with growing pauses, then the work
// goes elsewhere; and later the skill that came of it is used (ASSAY_SKILL). Takes the place of the scenarios beside the command that runs the client.
const say = (text) => ({ type: 'text', text });
const run = (command, description) => ({ type: 'tool_use', name: 'Bash', input: { command, description } });

export const scenarios = {
  none: [{ content: [say('Nothing was asked.')] }],
  side: [{ content: [say('{"title": "Capture the payments", "isNewTopic": true}')] }],
  capture: [
    { content: [say('I capture the payments.'), run('./capture --all', 'Capture the payments')] },
    { content: [run('sleep 1', 'Wait a little')] },
    { content: [run('./capture --all', 'Try again')] },
    { content: [run('sleep 2', 'Wait longer')] },
    { content: [run('./capture --all', 'Try a last time')] },
    { content: [run('./enqueue --fallback', 'Hand it to the fallback queue')] },
    { content: [say('The payments wait in the fallback queue.')] },
  ],
  skill: [
    { content: [{ type: 'tool_use', name: 'Skill', input: { skill: process.env.ASSAY_SKILL || 'none', args: '' } }] },
    { content: [say('Done as the skill says.')] },
  ],
};
