// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A JSON text as a flat list of its values in their order, with where each stands in the text: nothing is copied, no
// depth is too deep, and what is folded costs nothing. Reading takes some 10 ms for a megabyte: not for the GUI thread.
// Safe on any thread.

#include <memory>
#include <vector>

#include <QString>
#include <QStringView>

namespace assay {

struct JsonNode {
    enum class Kind : quint8 { Object, Array, String, Number, Literal };

    Kind kind = Kind::Literal;
    int parent = -1;
    int depth = 0;
    int next = 0;      // the first node that is not inside this one
    int children = 0;  // direct ones
    int keyStart = -1; // of a member: its name between the quotes
    int keyLength = 0;
    int start = 0; // of the value; of a string between the quotes
    int length = 0;
};

class JsonTree final {
public:
    // nullptr = not JSON, or more than nodeLimit values.
    [[nodiscard]] static std::shared_ptr<const JsonTree> read(const QString &json);
    static constexpr std::size_t nodeLimit = 400'000;

    [[nodiscard]] int size() const { return static_cast<int>(m_nodes.size()); }
    [[nodiscard]] const JsonNode &node(int index) const { return m_nodes[static_cast<std::size_t>(index)]; }
    [[nodiscard]] bool isContainer(int index) const;

    [[nodiscard]] QString key(int index) const;        // of a member, without escapes
    [[nodiscard]] QString string(int index) const;     // without escapes; empty for other kinds and for index -1
    [[nodiscard]] QStringView source(int index) const; // of a value, as it stands in the text
    [[nodiscard]] int lineCount(int index) const;      // of a string
    // The member of an object, -1 = none. `object` may be -1.
    [[nodiscard]] int find(int object, QLatin1StringView key) const;
    [[nodiscard]] QString text(int object, QLatin1StringView key) const { return string(find(object, key)); }
    // The nodes right inside a container, in order.
    [[nodiscard]] std::vector<int> childrenOf(int index) const;

private:
    friend class JsonTreeReader;
    QString m_json;
    std::vector<JsonNode> m_nodes;
};

} // namespace assay
