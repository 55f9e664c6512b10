# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
@project payments-api language=go nouns=booking,refund,payout,account,webhook,receipt,dispute,tariff,voucher,mandate path=/home/dev/src/payments-api remote=git@github.com:northquay-example/payments-api.git repository=northquay-example/payments-api client=2.1.330 model=claude-opus-5-5 branch=main
@file internal/ledger/client.go
package ledger

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// Client talks to the ledger service.
type Client struct {
	base    string
	http    *http.Client
	retries int
}

func New(base string) *Client {
	return &Client{
		base:    base,
		http:    &http.Client{Timeout: 2 * time.Second},
		retries: 3,
	}
}

// Post books an entry. It retries when the ledger answers 5xx.
func (c *Client) Post(ctx context.Context, entry Entry) error {
	var last error
	for attempt := 0; attempt < c.retries; attempt++ {
		resp, err := c.send(ctx, entry)
		if err != nil {
			last = err
			continue
		}
		if resp.StatusCode < 500 {
			return nil
		}
		last = fmt.Errorf("ledger answered %d", resp.StatusCode)
	}
	return fmt.Errorf("booking %s: %w", entry.ID, last)
}
@file internal/ledger/client_test.go
package ledger

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestPostRetriesOnServerError(t *testing.T) {
	calls := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls++
		if calls < 3 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		w.WriteHeader(http.StatusCreated)
	}))
	defer srv.Close()

	c := New(srv.URL)
	if err := c.Post(context.Background(), Entry{ID: "e-1"}); err != nil {
		t.Fatalf("Post: %v", err)
	}
	if calls != 3 {
		t.Errorf("calls = %d, want 3", calls)
	}
}
@file internal/queue/fallback.go
package queue

import "sync"

// Fallback keeps entries that could not be booked until a worker books them again.
type Fallback struct {
	mu      sync.Mutex
	entries []Entry
}

func (f *Fallback) Add(e Entry) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.entries = append(f.entries, e)
}

func (f *Fallback) Drain(book func(Entry) error) int {
	booked := 0
	for _, e := range f.entries {
		if book(e) == nil {
			booked++
		}
	}
	f.entries = f.entries[:0]
	return booked
}
@file internal/refund/handler.go
package refund

import (
	"encoding/json"
	"net/http"
)

type request struct {
	PaymentID string  `json:"payment_id"`
	Amount    float64 `json:"amount"`
}

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var req request
	if err := json.NewDecoder(r.Body).Decode(&req); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	if err := h.refunds.Start(r.Context(), req.PaymentID, req.Amount); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}
@file Makefile
.PHONY: test lint

test:
	go test ./...

lint:
	golangci-lint run
@project storefront-web language=ts nouns=basket,product,search,order,voucher,review,address,wishlist path=/home/dev/src/storefront-web remote=git@github.com:northquay-example/storefront-web.git repository=northquay-example/storefront-web client=2.1.120 model=claude-sonnet-4-6 branch=main
@file src/cart/useCart.ts
import { useCallback, useMemo, useState } from "react";

export interface Line {
  sku: string;
  title: string;
  quantity: number;
  unitPrice: number;
}

export function useCart(initial: Line[] = []) {
  const [lines, setLines] = useState<Line[]>(initial);

  const total = useMemo(
    () => lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0),
    [lines],
  );

  const add = useCallback((line: Line) => {
    setLines([...lines, line]);
  }, []);

  const remove = useCallback((sku: string) => {
    setLines((now) => now.filter((line) => line.sku !== sku));
  }, []);

  return { lines, total, add, remove };
}
@file src/cart/CartSummary.tsx
import { formatPrice } from "../money/formatPrice";
import { useCart } from "./useCart";

export function CartSummary() {
  const { lines, total } = useCart();
  if (lines.length === 0) return <p className="empty">Your basket is empty.</p>;
  return (
    <section className="summary">
      <ul>
        {lines.map((line) => (
          <li>
            {line.title} × {line.quantity}
          </li>
        ))}
      </ul>
      <strong>{formatPrice(total, "EUR")}</strong>
    </section>
  );
}
@file src/money/formatPrice.ts
export function formatPrice(value: number, currency: string): string {
  return `${value.toFixed(2)} ${currency}`;
}
@file src/pages/checkout.css
.checkout {
  display: grid;
  grid-template-columns: 2fr 1fr;
  gap: 24px;
}

.checkout button {
  background: #9fb4c7;
  color: #ffffff;
}
@project infra-terraform language=tf nouns=network,database,paging,storage,gateway,registry path=/home/dev/src/infra-terraform remote=git@github.com:northquay-example/infra-terraform.git repository=northquay-example/infra-terraform client=2.1.44 model=claude-opus-4-6 branch=main
@file modules/queue/main.tf
resource "aws_sqs_queue" "fallback" {
  name                       = "${var.name}-fallback"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 86400
}

resource "aws_cloudwatch_metric_alarm" "depth" {
  alarm_name          = "${var.name}-fallback-depth"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 100
  evaluation_periods  = 3
  metric_name         = "ApproximateNumberOfMessagesVisible"
  namespace           = "AWS/SQS"
  period              = 60
  statistic           = "Maximum"
}
@file modules/queue/variables.tf
variable "name" {
  type        = string
  description = "Name of the service that owns the queue"
}
@file envs/staging/main.tf
module "payments_queue" {
  source = "../../modules/queue"
  name   = "payments-staging"
}
@project invoice-batch language=py nouns=customer,position,tax,mailing,archive,template,currency path=/home/dev/src/invoice-batch remote=https://github.com/northquay-example/invoice-batch.git repository=northquay-example/invoice-batch client=2.0.76 model=claude-sonnet-4-5-20250929 branch=main
@file invoice/render.py
from decimal import Decimal
from pathlib import Path

from .template import load_template


def render(invoice, out: Path) -> Path:
    template = load_template("invoice.html")
    total = sum(line.amount for line in invoice.lines)
    html = template.render(invoice=invoice, total=round(total, 2))
    target = out / f"{invoice.number}.html"
    target.write_text(html)
    return target
@file invoice/run.py
import argparse
import logging

from .render import render
from .source import open_invoices

log = logging.getLogger("invoice")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--month", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    failed = 0
    for invoice in open_invoices(args.month):
        try:
            render(invoice, args.out)
        except Exception:
            failed += 1
    log.info("done, %d failed", failed)
    return 0
@file tests/test_render.py
from decimal import Decimal

from invoice.render import render


def test_total_is_exact(tmp_path, invoice):
    invoice.lines[0].amount = Decimal("0.10")
    invoice.lines[1].amount = Decimal("0.20")
    page = render(invoice, tmp_path).read_text()
    assert "0.30" in page
@project größe-rechner language=rs nouns=hemd,hose,schuh,ring path=/home/dev/src/größe-rechner client=2.1.120 model=claude-sonnet-4-6
@file src/rechner.rs
/// Rechnet Konfektionsgrößen zwischen Ländern um.
pub fn eu_nach_uk(eu: i32) -> i32 {
    eu - 28
}

pub fn schuh_eu_nach_uk(eu: f64) -> f64 {
    eu - 33.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damen_38_ist_uk_10() {
        assert_eq!(eu_nach_uk(38), 10);
    }
}
@file src/main.rs
mod rechner;

fn main() {
    let arg = std::env::args().nth(1).expect("Bitte eine EU-Größe angeben");
    let eu: i32 = arg.parse().unwrap();
    println!("UK {}", rechner::eu_nach_uk(eu));
}
