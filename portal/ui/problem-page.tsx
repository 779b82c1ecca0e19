import type { Pages } from '#portal/words/en.ts'
import type { Say } from '#portal/words/shape.ts'
import { useWords } from '#portal/words/use-words.tsx'
import { LinkButton } from './button.tsx'
import { CopyField } from './copy-field.tsx'
import { Mark } from './mark.tsx'

export type Problem =
	| { problem: 'not_found' }
	| { problem: 'expired'; askForLink?: string }
	| { problem: 'too_many'; seconds: number }
	| { problem: 'unreadable' }
	| { problem: 'too_large' }
	| { problem: 'broken'; reference: string }

/** A whole page for what cannot be shown. A thing that is not the reader's to see is a thing that is not there. */
export function ProblemPage(props: Problem & { home?: string }) {
	const say = useWords()
	const text = useProblemText(props.problem)
	return (
		<main id="content" className="mx-auto grid min-h-[80dvh] max-w-xl content-center px-5 py-12">
			<Mark className="size-10" />
			<h1 className="mt-6 font-semibold text-3xl tracking-tight">{text.title}</h1>
			<p className="reading mt-3 text-lg text-muted">{text.body}</p>
			{props.problem === 'too_many' ? (
				<p className="mt-3 font-medium">{say('problem.tooManyWait', { count: props.seconds })}</p>
			) : null}
			{props.problem === 'broken' && props.reference ? (
				<div className="mt-6 max-w-xs">
					<CopyField label={say('problem.reference')} value={props.reference} />
				</div>
			) : null}
			<p className="mt-8 flex flex-wrap gap-3">
				{props.problem === 'expired' && props.askForLink ? (
					<LinkButton href={props.askForLink}>{say('problem.askForLink')}</LinkButton>
				) : null}
				<LinkButton href={props.home ?? '/'} kind="secondary">
					{say('problem.home')}
				</LinkButton>
			</p>
		</main>
	)
}

export const useProblemText = (problem: Problem['problem']) => problemText(useWords(), problem)

/** What a problem is called, and what its reader can do. */
export function problemText(say: Say<Pages>, problem: Problem['problem']): { title: string; body: string } {
	return {
		not_found: { title: say('problem.notFoundTitle'), body: say('problem.notFoundBody') },
		expired: { title: say('problem.expiredTitle'), body: say('problem.expiredBody') },
		too_many: { title: say('problem.tooManyTitle'), body: say('problem.tooManyBody') },
		unreadable: { title: say('problem.unreadableTitle'), body: say('problem.unreadableBody') },
		too_large: { title: say('problem.tooLargeTitle'), body: say('problem.tooLargeBody') },
		broken: { title: say('problem.brokenTitle'), body: say('problem.brokenBody') },
	}[problem]
}
