import type { webApi } from '@slack/bolt'
import type { RawApi } from 'grammy'

type Telegram<Method extends keyof RawApi> = Parameters<RawApi[Method]>[0]

/** What the pinned SDKs say that each method takes; read by chat-schema.ts. */
export type ChatMethods = {
	'chat.postMessage': webApi.ChatPostMessageArguments
	'chat.postEphemeral': webApi.ChatPostEphemeralArguments
	'chat.update': webApi.ChatUpdateArguments
	'chat.unfurl': webApi.ChatUnfurlArguments
	'files.getUploadURLExternal': webApi.FilesGetUploadURLExternalArguments
	'files.completeUploadExternal': webApi.FilesCompleteUploadExternalArguments
	'conversations.open': webApi.ConversationsOpenArguments
	'conversations.history': webApi.ConversationsHistoryArguments
	'conversations.replies': webApi.ConversationsRepliesArguments
	'views.open': webApi.ViewsOpenArguments
	'views.publish': webApi.ViewsPublishArguments
	sendMessage: Telegram<'sendMessage'>
	sendPhoto: Omit<Telegram<'sendPhoto'>, 'photo'> & { photo: string }
	editMessageText: Telegram<'editMessageText'>
	answerCallbackQuery: Telegram<'answerCallbackQuery'>
	getUpdates: Telegram<'getUpdates'>
}
