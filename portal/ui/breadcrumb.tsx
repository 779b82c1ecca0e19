import { useWords } from '#portal/words/use-words.tsx'
import { Anchor } from './link.tsx'

/** The way to this page, without the page itself: its title says that. */
export function Breadcrumb({ trail }: { trail: { href: string; label: string }[] }) {
	const say = useWords()
	return (
		<nav aria-label={say('shell.breadcrumb')} className="no-print mb-2">
			<ol className="flex flex-wrap gap-x-2 text-[0.9375rem] text-muted">
				{trail.map((step) => (
					<li key={step.href} className="after:ml-2 after:text-edge after:content-['/'] last:after:hidden">
						<Anchor href={step.href} className="inline-block py-1 hover:text-ink hover:underline">
							{step.label}
						</Anchor>
					</li>
				))}
			</ol>
		</nav>
	)
}
