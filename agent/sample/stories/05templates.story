# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
@template go-path
internal/{noun}/⟦store|handler|service|worker|policy⟧.go
@template go-head
package {noun}

import (
	"context"
	"errors"
	"fmt"
	"time"
)

var Err{Noun}Unknown = errors.New("{noun}: unknown id")

// {Noun} is what the API calls a {noun}; amounts are minor units.
type {Noun} struct {
	ID        string
	Account   string
	Amount    int64
	Currency  string
	CreatedAt time.Time
	Attempts  int
}
@template go
// {Verb} {verb}s one {noun} and returns it as it was stored.
func (s *Store) {Verb}(ctx context.Context, id string) (*{Noun}, error) {
	row := s.db.QueryRowContext(ctx, ⟦find|load|lock⟧{Noun}SQL, id)
	var found {Noun}
	if err := row.Scan(&found.ID, &found.Account, &found.Amount, &found.Currency); err != nil {
		return nil, fmt.Errorf("{verb} {noun} %s: %w", id, err)
	}
	return &found, nil
}
@template go
func (h *Handler) {Verb}All(ctx context.Context, since time.Time) (int, error) {
	list, err := h.store.Since(ctx, since, ⟦50|100|500⟧)
	if err != nil {
		return 0, err
	}
	done := 0
	for _, item := range list {
		if item.Attempts > ⟦3|5⟧ {
			h.log.Warn("{noun} given up", "id", item.ID, "attempts", item.Attempts)
			continue
		}
		if err := h.{verb}One(ctx, item); err != nil {
			h.log.Error("{verb} failed", "id", item.ID, "err", err)
			continue
		}
		done++
	}
	return done, nil
}
@template go
// {Verb}Key names the {noun} for the idempotency table.
func (b *{Noun}) {Verb}Key() string {
	return fmt.Sprintf("%s:%s:%d", b.Account, b.ID, b.CreatedAt.Unix()/⟦60|300⟧)
}
@template go
func (w *Worker) {verb}Loop(ctx context.Context) {
	tick := time.NewTicker(⟦2|5|30⟧ * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if n, err := w.handler.{Verb}All(ctx, w.since); err != nil {
				w.metrics.Failed.Add(1)
			} else {
				w.metrics.Booked.Add(int64(n))
			}
		}
	}
}
@template go-bash
git log --oneline -6 -- internal/{noun}
-- History of {noun}
4⟦100000..999999⟧ {noun}: {verb} in batches
b⟦100000..999999⟧ {noun}: keep the account's currency
07⟦10000..99999⟧ {noun}: log attempts
e⟦100000..999999⟧ {noun}: first version
@template go-bash
go vet ./internal/{noun}/...
-- Vet the package
@template go-bash
go test -race -run {Noun} ./internal/{noun}/
-- Tests of {noun}
ok  	github.com/northquay-example/payments-api/internal/{noun}	⟦0..3⟧.⟦100..999⟧s
@template go-bash
rg --files internal/{noun} | xargs wc -l
-- How big is it
   ⟦80..240⟧ internal/{noun}/handler.go
   ⟦60..190⟧ internal/{noun}/store.go
   ⟦300..600⟧ total
@template ts-path
src/{noun}/⟦{Noun}List|{Noun}Form|{Noun}Page|use{Noun}⟧.tsx
@template ts-head
import { useEffect, useMemo, useState } from "react";
import { formatPrice } from "../money/formatPrice";

export interface {Noun} {
  id: string;
  title: string;
  amount: number;
  updatedAt: string;
}
@template ts
export function {verb}{Noun}(items: {Noun}[], query: string): {Noun}[] {
  const needle = query.trim().toLowerCase();
  if (needle === "") return items;
  return items.filter((item) => item.title.toLowerCase().includes(needle));
}
@template ts
export function use{Noun}{Verb}(url: string) {
  const [items, setItems] = useState<{Noun}[]>([]);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const stop = new AbortController();
    fetch(url, { signal: stop.signal })
      .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
      .then(setItems)
      .catch(() => setFailed(true));
    return () => stop.abort();
  }, [url]);

  return { items, failed };
}
@template ts
export function {Noun}{Verb}({ items }: { items: {Noun}[] }) {
  const total = useMemo(() => items.reduce((sum, item) => sum + item.amount, 0), [items]);
  return (
    <section aria-label="{noun}">
      {items.map((item) => (
        <article key={item.id}>
          <h3>{item.title}</h3>
          <p>{formatPrice(item.amount, "EUR")}</p>
        </article>
      ))}
      <footer>{formatPrice(total, "EUR")}</footer>
    </section>
  );
}
@template ts-bash
git log --oneline -5 -- src/{noun}
-- History of {noun}
c⟦100000..999999⟧ {noun}: {verb} on the server
91⟦10000..99999⟧ {noun}: strings moved to i18n
2f⟦10000..99999⟧ {noun}: first version
@template ts-bash
pnpm tsc --noEmit
-- Check the types
@template ts-bash
pnpm vitest run src/{noun}
-- Tests of {noun}
 ␛[32m✓␛[0m src/{noun}/{Noun}List.test.tsx (⟦3..14⟧ tests) ⟦20..400⟧ms

 Test Files  ␛[1m⟦1..4⟧ passed␛[0m
@template tf-path
modules/{noun}/⟦main|policy|alarms|outputs⟧.tf
@template tf-head
terraform {
  required_version = ">= 1.7"
}

locals {
  {noun}_tags = { team = "payments", part = "{noun}" }
}
@template tf
resource "aws_⟦sqs_queue|sns_topic|s3_bucket⟧" "{noun}_{verb}" {
  name = "${var.name}-{noun}-{verb}"
  tags = local.{noun}_tags
}
@template tf
resource "aws_iam_policy" "{noun}_{verb}" {
  name = "${var.name}-{noun}-{verb}"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sqs:SendMessage", "sqs:ReceiveMessage"]
      Resource = "arn:aws:sqs:eu-west-1:*:${var.name}-{noun}-*"
    }]
  })
}
@template tf
output "{noun}_{verb}_arn" {
  description = "Address of the {noun} to {verb}"
  value       = module.{noun}.{verb}_arn
}
@template tf-bash
terraform state list | grep {noun}
-- What of it exists
module.{noun}.aws_sqs_queue.{noun}_{verb}
module.{noun}.aws_iam_policy.{noun}_{verb}
@template tf-bash
terraform providers lock -platform=linux_amd64
-- Are the providers locked
␛[32mSuccess!␛[0m Terraform has validated the lock file.
@template py-path
invoice/{noun}.py
@template py-head
"""What an invoice knows about its {noun}."""

from dataclasses import dataclass, field
from decimal import Decimal


\@dataclass
class {Noun}:
    number: str
    amount: Decimal
    notes: list[str] = field(default_factory=list)
@template py

def {verb}_{noun}(items: list[{Noun}], limit: int = ⟦10|50|200⟧) -> list[{Noun}]:
    """The first ones by number; those without an amount come last."""
    known = [item for item in items if item.amount is not None]
    return sorted(known, key=lambda item: item.number)[:limit]
@template py

def {verb}_total(items: list[{Noun}]) -> Decimal:
    total = Decimal("0")
    for item in items:
        if item.amount < 0:
            raise ValueError(f"{item.number}: negative {noun}")
        total += item.amount
    return total
@template py-bash
python -m pytest -q -k {noun}
-- Tests of {noun}
⟦2..9⟧ passed, ⟦20..60⟧ deselected in 0.⟦20..90⟧s
@template py-bash
git log --oneline -4 -- invoice/{noun}.py
-- History of {noun}
d⟦100000..999999⟧ {noun}: {verb} by number
5⟦100000..999999⟧ {noun}: Decimal everywhere
@template rs-path
src/{noun}.rs
@template rs-head
/// Tabelle der {noun}-Größen.
#[derive(Debug, Clone, PartialEq)]
pub struct {Noun} {
    pub eu: i32,
    pub name: String,
}
@template rs

pub fn {verb}_{noun}(eu: i32) -> Option<{Noun}> {
    if !(⟦30|32⟧..=⟦54|60⟧).contains(&eu) || eu % 2 != 0 {
        return None;
    }
    Some({Noun} { eu, name: format!("{noun} {eu}") })
}
@template rs-bash
cargo clippy -q
-- Clippy
@template verbs
book settle retry cancel merge export check load apply sort rank refresh
@template think
The {noun} code might touch this as well. A short look costs less than a wrong guess.
@template think
If {verb} is called twice for the same {noun}, the second call must change nothing. Is that so?
@template think
Two callers of {verb}; only one of them handles the error. That could be the path we see.
@template think
The test covers the plain case of {noun}. What about an empty list, and a missing id?
@template say
⟦Next I look at|Now|Let me check⟧ how the {noun} is ⟦stored|handled|built⟧.
@template say
⟦That part is fine|Nothing unusual in {noun}|{Noun} looks as expected⟧; ⟦on to its callers|I look at who calls it⟧.
@template say
I want to see the tests of {noun} before I change anything.
@template say
⟦`{verb}`|The {verb} step⟧ is used in more than one place, so I follow each caller.
