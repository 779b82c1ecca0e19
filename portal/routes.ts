import { index, type RouteConfig, route } from '@remix-run/route-config'

/** Every page of the portal and the console, one line a page. */
export default [
	index('routes/home.tsx'),
	route('sign-in', 'routes/sign-in.tsx'),
	route('sign-in/staff', 'routes/sign-in.tsx', { id: 'staff-sign-in' }),
	route('sign-in/code', 'routes/sign-in-code.tsx'),
	route('sign-in/open/:token', 'routes/sign-in-open.tsx'),
	route('sign-out', 'routes/sign-out.ts'),
	route('l/:token', 'routes/secure-link.tsx'),
	route('account/claim', 'routes/claim.ts'),
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
