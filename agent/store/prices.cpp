// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/prices.h"

#include <string>
#include <vector>

#include <QFile>

#include <nlohmann/json.hpp>

#include "agent/read/transcript.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ModelPrice {
    std::string prefix;
    double input = 0;
    double output = 0;
};

struct PriceTable {
    std::vector<ModelPrice> models;
    double cacheRead = 0;
    double cacheWrite5m = 0;
    double cacheWrite1h = 0;
};

PriceTable load()
{
    PriceTable table;
    QFile file(u":/assay/prices.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return table;
    const auto json = nlohmann::json::parse(file.readAll().toStdString(), nullptr, false);
    if (json.is_discarded())
        return table;
    table.cacheRead = json.value("cache_read_factor", 0.0);
    table.cacheWrite5m = json.value("cache_write_5m_factor", 0.0);
    table.cacheWrite1h = json.value("cache_write_1h_factor", 0.0);
    for (const auto &[name, price] : json.at("models").items())
        table.models.push_back({name, price.at(0).get<double>(), price.at(1).get<double>()});
    return table;
}

// "claude-opus-4-1-20250805" begins with "claude-opus-4-1" and with "claude-opus-4": the longer one is meant.
const ModelPrice *priceOf(const PriceTable &table, std::string_view model)
{
    const ModelPrice *best = nullptr;
    for (const ModelPrice &price : table.models) {
        const bool matches = model.starts_with(price.prefix) &&
                             (model.size() == price.prefix.size() || model[price.prefix.size()] == '-');
        if (matches && (!best || price.prefix.size() > best->prefix.size()))
            best = &price;
    }
    return best;
}

} // namespace

std::optional<double> listPrice(const DecodedUsage &usage)
{
    static const PriceTable table = load();
    const ModelPrice *price = priceOf(table, usage.model);
    if (!price)
        return std::nullopt;
    const double inputs = static_cast<double>(usage.input) + static_cast<double>(usage.cacheRead) * table.cacheRead +
                          static_cast<double>(usage.cacheWrite5m) * table.cacheWrite5m +
                          static_cast<double>(usage.cacheWrite1h) * table.cacheWrite1h;
    return (inputs * price->input + static_cast<double>(usage.output) * price->output) / 1e6;
}

} // namespace assay
