import { Body, Container, Head, Heading, Hr, Html, Preview, Section, Text } from '@react-email/components'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { z } from 'zod'
import { readable } from '../paper/colour.ts'
import { locales } from '../words/language.ts'
import { words } from '../words/words.ts'
import type { addressed, Message } from './letter.ts'
import { PrintedPart } from './parts.tsx'
import { face, paragraph, small } from './styles.ts'
import { light, styleSheet } from './theme.ts'

type To = z.output<typeof addressed>

/**
 * The letter as an HTML document that mail programs can show: tables, inline styles, no script, no remote image.
 * Not by react-email's own `render`: that reads a byte stream in pieces and breaks a letter such as 请 that lies
 * across two of them.
 */
export function printHtml(message: Message, to: To): string {
	return `<!DOCTYPE html>${renderToStaticMarkup(<Frame message={message} to={to} />)}`
}

function Frame({ message, to }: { message: Message; to: To }): ReactNode {
	const { sender } = to
	const say = words(to.language).letters
	return (
		<Html lang={locales[to.language]}>
			<Head>
				<title>{message.subject}</title>
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta name="supported-color-schemes" content="light dark" />
				<style>{styleSheet(sender.brandColour)}</style>
			</Head>
			<Body style={{ margin: 0, padding: 0, fontFamily: face }}>
				<Preview>{message.preview}</Preview>
				<Section className="ground" style={{ padding: '24px 0', backgroundColor: light.ground }}>
					<Container
						className="card"
						style={{ maxWidth: 560, padding: '32px 36px', backgroundColor: light.card, borderRadius: 10 }}
					>
						<Text
							className="brand"
							style={{ margin: '0 0 28px', fontSize: 16, fontWeight: 600, color: readable(sender.brandColour) }}
						>
							{sender.companyName}
						</Text>
						<Heading
							as="h1"
							className="text"
							style={{ margin: '0 0 16px', fontSize: 24, lineHeight: '32px', fontWeight: 650, color: light.text }}
						>
							{message.heading}
						</Heading>
						<Text className="text" style={paragraph}>
							{to.recipient ? say.hello(to.recipient) : say.helloAnyone}
						</Text>
						{message.parts.map((part) => (
							<PrintedPart
								key={JSON.stringify(part)}
								part={part}
								brandColour={sender.brandColour}
								openInstead={say.openInstead}
							/>
						))}
						<Hr className="rule" style={{ margin: '28px 0 16px', borderColor: light.rule }} />
						<Text className="quiet" style={small}>
							{say.questions}
						</Text>
						<Text className="quiet" style={{ ...small, marginTop: 12 }}>
							{[sender.legalLine || sender.companyName, sender.phone].filter(Boolean).join(' · ')}
						</Text>
					</Container>
				</Section>
			</Body>
		</Html>
	)
}
