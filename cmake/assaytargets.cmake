# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
# assay_flags carries the rules every target of ours obeys; assay_library() and assay_program() apply them.

add_library(assay_flags INTERFACE)
target_compile_options(assay_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor
  -pthread # some packages ask for it; the precompiled header serves only units compiled alike
  $<$<BOOL:${ASSAY_WERROR}>:-Werror>)
target_compile_definitions(assay_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_FOREACH QT_NO_KEYWORDS QT_STRICT_ITERATORS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  QT_NO_CONTEXTLESS_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
  ASSAY_VERSION="${PROJECT_VERSION}" ASSAY_APP_ID="${ASSAY_APP_ID}")
target_include_directories(assay_flags INTERFACE ${CMAKE_SOURCE_DIR})

if(ASSAY_PCH)
  # One small header set, compiled once and reused; heavy headers (json, simdjson, QtWidgets) stay out on purpose.
  add_library(assay_pch OBJECT ${CMAKE_SOURCE_DIR}/cmake/pch.cpp)
  target_link_libraries(assay_pch PRIVATE assay_flags Qt6::Core Qt6::Sql)
  target_precompile_headers(assay_pch PRIVATE
    <QString> <QStringList> <QList> <QHash> <QObject> <QVariant> <QByteArray> <QSqlQuery>
    <string> <string_view> <vector> <memory> <optional> <functional> <algorithm>)
endif()

function(assay_configure target)
  target_link_libraries(${target} PRIVATE assay_flags)
  if(ASSAY_PCH)
    target_link_libraries(${target} PRIVATE Qt6::Core Qt6::Sql)
    target_precompile_headers(${target} REUSE_FROM assay_pch)
  endif()
endfunction()

function(assay_library target)
  add_library(${target} STATIC ${ARGN})
  assay_configure(${target})
endfunction()

function(assay_program target)
  add_executable(${target} ${ARGN})
  assay_configure(${target})
endfunction()
