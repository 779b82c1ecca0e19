import { Card, Section } from '../../ui/card.tsx'

const swatches = [
	['paper', 'bg-paper text-ink'],
	['surface', 'bg-surface text-ink'],
	['sunken', 'bg-sunken text-ink'],
	['muted', 'bg-surface text-muted'],
	['accent', 'bg-accent text-on-accent'],
	['accent soft', 'bg-accent-soft text-accent'],
	['good', 'bg-good-soft text-good'],
	['warn', 'bg-warn-soft text-warn'],
	['bad', 'bg-bad-soft text-bad'],
	['seal', 'bg-surface text-seal'],
] as const

export function Colours() {
	return (
		<Section title="Colours and letters">
			<div className="grid grid-cols-2 gap-3 sm:grid-cols-5">
				{swatches.map(([name, looks]) => (
					<div key={name} className={`rounded-card border border-line px-4 py-5 font-semibold ${looks}`}>
						{name}
					</div>
				))}
			</div>
			<Card className="mt-4">
				<p className="font-semibold font-serif text-3xl tracking-tight">Each side holds its own copy.</p>
				<p className="font-semibold font-serif text-2xl tracking-tight">У каждой стороны свой экземпляр.</p>
				<p className="font-semibold font-serif text-2xl tracking-tight">Mỗi bên giữ một bản của mình.</p>
				<p className="font-semibold font-serif text-2xl tracking-tight">双方各执一份。</p>
				<p className="reading mt-4">
					The quick brown fox jumps over the lazy dog. Съешь же ещё этих мягких французских булок. Trăm năm trong cõi
					người ta, chữ tài chữ mệnh khéo là ghét nhau. 0123456789 − × → “quoted” — and{' '}
					<code className="font-mono">INV-0412</code>.
				</p>
			</Card>
		</Section>
	)
}
