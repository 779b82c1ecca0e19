-- What is left of money after the invoices that it settles in the company's order goes to penalty interest, or stays the customer's.
alter table company add column receipt_pays_penalty boolean not null default false;
