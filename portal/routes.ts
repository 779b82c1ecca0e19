import { index, type RouteConfig, route } from '@remix-run/route-config'

/** Every page of the portal and the console, one line a page. */
export default [
	index('routes/home.tsx'),
	route('settings/language', 'routes/language.ts'),
	route('settings/theme', 'routes/theme.ts'),
	route('dev/style', 'dev/style.tsx'),
	route('dev/style/console', 'dev/style/console.tsx'),
	route('dev/style/problem/:kind', 'dev/style/problem.tsx'),
	route('dev/mailbox', 'dev/mailbox.tsx'),
	route('dev/mailbox/:letterId', 'dev/letter.tsx'),
	route('dev/mailbox/:letterId/attachments/:attachmentId', 'dev/attachment.ts'),
	route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig
