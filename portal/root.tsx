import latinSans from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url'
import latinSerif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
	Links,
	Outlet,
	Scripts,
	ScrollRestoration,
	useLocation,
	useMatches,
	useNavigation,
	useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { chineseLetters, Letters } from './letters.tsx'
import { PageTitle, ProblemBoundary } from './problem-boundary.tsx'
import { useResponse } from './response.ts'
import { RouterLink } from './router-link.tsx'
import { useIsStill } from './still/page.ts'
import script from './still/script.ts?worker&url'
import theme from './theme.css?url'
import { themeOf } from './theme.ts'
import { PlainLink, WayProvider } from './ui/link.tsx'
import { NavigationBar } from './ui/navigation-bar.tsx'
import { useFormats, useLanguage, useWords } from './words/use-words.tsx'

const font = { rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' } as const

export const links: LinksFunction = () => [
	{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
	{ ...font, href: latinSans },
	{ ...font, href: latinSerif },
	{ rel: 'stylesheet', href: theme },
]

export const meta: MetaFunction = () => [{ title: 'Counterpart' }]

export function loader({ request }: LoaderFunctionArgs) {
	return { theme: themeOf(request) }
}

/** Nothing here depends on the address: the appearance changes only by its own form. */
export function shouldRevalidate({ formAction }: { formAction?: string }): boolean {
	return formAction?.startsWith('/settings/') ?? false
}

export function Layout({ children }: { children: ReactNode }) {
	const appearance = useRouteLoaderData<typeof loader>('root')?.theme
	const { nonce, requestId } = useResponse()
	const { pathname, search } = useLocation()
	const language = useLanguage()
	const formats = useFormats()
	const refresh = useRefresh()
	const still = useIsStill()
	return (
		<html lang={language} data-formats={formats === language ? undefined : formats} data-theme={appearance}>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="request-id" content={requestId} />
				<meta name="theme-color" content="#f6f3ec" media="(prefers-color-scheme: light)" />
				<meta name="theme-color" content="#12161b" media="(prefers-color-scheme: dark)" />
				{refresh ? (
					<noscript>
						<meta httpEquiv="refresh" content={String(refresh)} />
					</noscript>
				) : null}
				<PageTitle />
				<Links />
				<Letters />
			</head>
			<body className="min-h-dvh">
				<WayProvider Link={still ? PlainLink : RouterLink} here={pathname + search} appearance={appearance}>
					{still ? null : <Busy />}
					{children}
				</WayProvider>
				{still ? (
					<script defer src={script} nonce={nonce} data-letters={chineseLetters} />
				) : (
					<FrameworkScript nonce={nonce} />
				)}
			</body>
		</html>
	)
}

function FrameworkScript({ nonce }: { nonce: string }) {
	return (
		<>
			<ScrollRestoration nonce={nonce} />
			<Scripts nonce={nonce} />
		</>
	)
}

/** Seconds after which a page that waits for something loads itself again where there is no script to ask. */
function useRefresh(): number | undefined {
	return useMatches()
		.map(({ data }) => (data as { refresh?: number } | null | undefined)?.refresh)
		.find((seconds) => seconds !== undefined)
}

function Busy() {
	const { state } = useNavigation()
	const say = useWords()
	return <NavigationBar busy={state !== 'idle'} label={say('shell.loading')} />
}

export default function App() {
	return <Outlet />
}

export function ErrorBoundary() {
	return <ProblemBoundary />
}
