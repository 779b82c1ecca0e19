import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import manifest from '#bot/slack/manifest.json' with { type: 'json' }

const folder = join(import.meta.dirname, '../../../bot/slack')
const code = readdirSync(folder)
	.filter((file) => file.endsWith('.ts'))
	.map((file) => readFileSync(join(folder, file), 'utf8'))
	.join('\n')
const all = (pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map(([, name = '']) => name))].sort()

/** What Slack asks for a method and an event, by its documentation; of conversations by those the bot reads: direct, public and private. */
const ofMethod: Record<string, string[]> = {
	...{ 'chat.postMessage': ['chat:write'], 'chat.postEphemeral': ['chat:write'], 'chat.update': ['chat:write'] },
	...{ 'chat.unfurl': ['links:write'], 'files.uploadV2': ['files:write'], 'conversations.open': ['im:write'] },
	'conversations.history': ['channels:history', 'groups:history', 'im:history'],
	'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
	...{ 'views.open': [], 'views.publish': [] },
}
const ofEvent: Record<string, string[]> = {
	...{ app_home_opened: [], app_mention: ['app_mentions:read'], link_shared: ['links:read'] },
	...{ 'message.channels': ['channels:history'], 'message.groups': ['groups:history'], 'message.im': ['im:history'] },
}
/** Which messages are subscribed to where the code names their kind of conversation. */
const ofMessages: Record<string, string[]> = { im: ['message.im'], thread: ['message.channels', 'message.groups'] }

test('the manifest has every event, scope, command and switch that the code uses, and nothing else', () => {
	const listened = all(/app\.event\('([\w.]+)'/g)
	const messages = [
		...(/channel_type !== 'im'/.test(code) ? (ofMessages.im ?? []) : []),
		...(/channel_type === 'im'/.test(code) ? (ofMessages.thread ?? []) : []),
	]
	const events = [...new Set([...listened, ...messages])].sort()
	const { settings, features, oauth_config: rights } = manifest
	expect([...settings.event_subscriptions.bot_events].sort()).toEqual(events)
	const commands = all(/app\.command\('([^']+)'/g)
	expect(features.slash_commands.map(({ command }) => command).sort()).toEqual(commands)
	const methods = all(/client\.((?:chat|views|files|conversations|users|auth|team|reactions)\.\w+)/g)
	expect(methods.filter((method) => !ofMethod[method])).toEqual([])
	const scopes = [
		...methods.flatMap((method) => ofMethod[method] ?? []),
		...events.flatMap((event) => ofEvent[event] ?? ['unknown']),
		...(commands.length > 0 ? ['commands'] : []),
	]
	expect([...rights.scopes.bot].sort()).toEqual([...new Set(scopes)].sort())
	expect(settings.interactivity.is_enabled).toBe(/app\.(?:action|view|shortcut)\(/.test(code))
	expect(features.app_home.home_tab_enabled).toBe(listened.includes('app_home_opened'))
	expect(features.app_home.messages_tab_enabled).toBe(events.includes('message.im'))
	expect(features.unfurl_domains.length > 0).toBe(listened.includes('link_shared'))
	// One address takes everything in.
	const addresses = [
		settings.event_subscriptions.request_url,
		settings.interactivity.request_url,
		...features.slash_commands.map(({ url }) => url),
	]
	expect(new Set(addresses).size).toBe(1)
	expect(addresses[0]).toMatch(/\/slack\/events$/)
})
