-- Promise: a quote is found by any word of its text.
set lock_timeout = '5s';

create index quote_said on quote using gin (
	to_tsvector('simple', document_words(number || ' ' || title || ' ' || introduction || ' ' || conditions)));
