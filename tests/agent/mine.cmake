# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0

# The histories are those of bench/quality, which is built for the tests too.
if(NOT TARGET assay_quality_worlds)
  add_subdirectory(${CMAKE_SOURCE_DIR}/bench/quality ${CMAKE_BINARY_DIR}/bench/quality)
endif()
assay_test(tst_mining SOURCES mine/tst_mining.cpp LIBS assay_mine assay_quality_worlds TIMEOUT 300)
assay_test(tst_candidates SOURCES mine/tst_candidates.cpp LIBS assay_store assay_quality_worlds assay_test_store)
assay_test(tst_contradiction SOURCES mine/tst_contradiction.cpp LIBS assay_mine assay_quality_worlds)
assay_test(tst_laundering SOURCES mine/tst_laundering.cpp LIBS assay_store assay_test_store)
assay_test(tst_chance SOURCES mine/tst_chance.cpp mine/naivechance.cpp LIBS assay_mine TIMEOUT 120)
