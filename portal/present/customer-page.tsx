import type { ReactNode } from 'react'
import { Banner } from '../ui/banner.tsx'
import { TextLink } from '../ui/link.tsx'
import { type NavigationItem, Page } from '../ui/page.tsx'
import { useWords } from '../words/use-words.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Day } from './display.tsx'
import type { Frame, FrameVisitor } from './frame.ts'

type CustomerPageProps = {
	frame: Frame
	title: ReactNode
	lead?: ReactNode
	aside?: ReactNode
	breadcrumb?: ReactNode
	narrow?: boolean
	children: ReactNode
}

/** A customer's page in its frame: the company at the top, where to go, and whose page it is. */
export function CustomerPage({ frame, ...page }: CustomerPageProps) {
	const navigation = useNavigation(frame.visitor)
	return (
		<Page
			{...page}
			company={frame.company}
			navigation={navigation}
			account={frame.visitor ? <AccountMenu visitor={frame.visitor} /> : null}
			banner={frame.demo ? <DemoDay on={frame.today} /> : null}
			footer={<Footer frame={frame} />}
		/>
	)
}

/** A link to one contract, invoice or quote leads nowhere else, so nothing else is offered. */
function useNavigation(visitor: FrameVisitor | null): NavigationItem[] {
	const say = useWords()
	if (!visitor || visitor.opens.kind === 'invoice' || visitor.opens.kind === 'quote') return []
	const contract = visitor.opens.kind === 'contract'
	const of = contract && visitor.of ? `?contract=${visitor.opens.id}` : visitor.of
	return [
		contract
			? { href: `/contracts/${visitor.opens.id}`, label: say('visitor.contract') }
			: { href: `/overview${of}`, label: say('visitor.overview') },
		...(visitor.opens.kind === 'customer' ? [{ href: `/quotes${of}`, label: say('quote.list') }] : []),
		{ href: `/invoices${of}`, label: say('visitor.invoices') },
		...(visitor.mayPay ? [{ href: `/pay${of}`, label: say('visitor.pay') }] : []),
	]
}

function DemoDay({ on }: { on: string }) {
	const say = useWords()
	const [before, after] = say('shell.demoDay', { day: '\u0000' }).split('\u0000')
	return (
		<Banner>
			{before}
			<Day on={on} />
			{after}
		</Banner>
	)
}

function Footer({ frame }: { frame: Frame }) {
	const name = frame.website.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
	return (
		<p>
			{frame.company}
			{name ? (
				<>
					{' · '}
					<TextLink href={/^https?:/.test(frame.website) ? frame.website : `https://${frame.website}`}>{name}</TextLink>
				</>
			) : null}
		</p>
	)
}
